"""File some dossiers for the demo people, through the same services as everybody, so that no list is empty."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dvc import clock
from dvc.catalogue import reference
from dvc.db import new_id
from dvc.domain.actor import Actor, Capacity, Role
from dvc.domain.states import Action
from dvc.domain.verdicts import Finding, Judgement
from dvc.models.account import Account, Officer
from dvc.models.dossier import Dossier
from dvc.models.draft import Draft
from dvc.services import desk, desk_decisions, drafts, filing, issued_papers
from dvc.services.desk_decisions import Decision

COPY_OF_EXTRACT, BIRTH = "2.000635", "1.001193"


@dataclass(frozen=True, slots=True)
class Told:
    """What one demo person asks for, and what the desk answered; None: nobody has looked yet."""

    sex: str
    ethnicity: str
    copies: int
    answer: Action | None = None


# In the order of the demo's residents.
TOLD = (
    Told("Nữ", "Ê-đê", 1),
    Told("Nam", "Ê-đê", 2, Action.REQUEST_SUPPLEMENT),
    Told("Nữ", "Kinh", 3, Action.ACCEPT),
)
FINDINGS = {
    Action.ACCEPT: Judgement(Finding.PASSED),
    Action.REQUEST_SUPPLEMENT: Judgement(Finding.OTHER, "Xin ghi rõ quyển số và năm đăng ký"),
}
REASON = "Cơ quan chưa tìm được sổ hộ tịch theo nội dung đã khai."


def load(session: Session, residents: list[Account]) -> None:
    """File one dossier for each of the first residents and begin a draft for the last, unless any dossier exists."""
    officer = session.scalars(select(Officer).where(Officer.role == Role.RECEPTION)).first()
    if officer is None or session.scalar(select(Dossier.id).limit(1)) is not None:
        return
    for account, told in zip(residents, TOLD, strict=False):
        dossier = _filed(session, account, told, officer.agency_id)
        if told.answer is not None:
            _answered(session, dossier, told.answer, officer)
    drafts.begin(session, BIRTH, "child", actor=_self(residents[-1]), visit_id=None)


def _self(account: Account) -> Actor:
    return Actor(account.id, Capacity.SELF)


def _filed(session: Session, account: Account, told: Told, agency_id: int) -> Dossier:
    actor = _self(account)
    draft = drafts.begin(session, COPY_OF_EXTRACT, "self", actor=actor, visit_id=None)
    drafts.save_place(draft, drafts.Place(agency_id), step="noi-nop")
    drafts.save_people(draft, _people(account), step="nguoi-nop")
    _write_form(session, draft, _answers(account, told))
    drafts.save_delivery(draft, {"method": "at_desk"}, step="nhan-ket-qua")
    session.flush()  # filing reads the draft's row
    return filing.submit(session, draft, str(new_id()), actor=actor)


def _people(account: Account) -> dict[str, str]:
    year, month, day = account.birth_date.split("-")
    return {
        "full_name": account.full_name,
        "id_number": account.id_number,
        "birth_date-day": day,
        "birth_date-month": month,
        "birth_date-year": year,
        "phone": account.phone,
        "address": account.profile.get("address", ""),
    }


def _write_form(session: Session, draft: Draft, answers: dict[str, Any]) -> None:
    for number, section in enumerate(drafts.procedure_of(session, draft).sections, start=1):
        keys = [question.key for question in section.questions]
        drafts.save_section(draft, keys, answers, step=f"to-khai/{number}")


def _home() -> dict[str, str]:
    commune = reference.commune("24265")
    return {
        "country": "Việt Nam",
        "province": commune.province_code,
        "province_name": reference.province(commune.province_code).name,
        "commune": commune.code,
        "commune_name": commune.name,
        "detail": "Buôn Jok",
    }


def _answers(account: Account, told: Told) -> dict[str, Any]:
    home = _home()
    return {
        "nyc_ho_ten": account.full_name,
        "nyc_so_dinh_danh": account.id_number,
        "nyc_loai_giay_to": "Thẻ căn cước",
        "nyc_so_giay_to": account.id_number,
        "nyc_ngay_cap": f"{clock.today().year - 1}-05-11",
        "nyc_noi_cap": "Bộ Công an",
        "nyc_loai_cu_tru": "Thường trú",
        "nyc_noi_cu_tru": home,
        "nyc_dien_thoai": account.phone,
        "nyc_quan_he": "Bản thân",
        "loai_yeu_cau": "Giấy khai sinh",
        "ndk_ho_ten": account.full_name,
        "ndk_ngay_sinh": account.birth_date,
        "ndk_gioi_tinh": told.sex,
        "ndk_dan_toc": told.ethnicity,
        "ndk_quoc_tich": "Việt Nam",
        "ndk_loai_cu_tru": "Thường trú",
        "ndk_noi_cu_tru": home,
        "dk_noi": "Ủy ban nhân dân xã Ea Kuêh",
        "so_luong": told.copies,
        "phuong_thuc_nhan": "Bản giấy tại bộ phận một cửa",
        "cam_doan": True,
    }


def _answered(session: Session, dossier: Dossier, action: Action, officer: Officer) -> None:
    actor = Actor(officer.account_id, Capacity.DESK_OFFICER, agency_id=officer.agency_id, role=Role(officer.role))
    seen = desk.look(session, dossier, actor=actor)
    desk.save_verdicts(session, dossier, {item.component.key: FINDINGS[action] for item in seen.items}, actor=actor)
    decision = Decision(action, dossier.rev, str(new_id()), reason=REASON, case_key=dossier.case_key)
    prepared = desk_decisions.prepare(session, dossier.code, decision, actor=actor)
    if prepared is not None:
        desk_decisions.carry_out(session, prepared, issued_papers.drawn(prepared.paper), actor=actor)
