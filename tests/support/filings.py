"""Drafts that lack nothing, for tests of what happens when they are filed."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from dvc.db import Database
from dvc.domain.actor import Actor, Capacity
from dvc.models.draft import Draft
from dvc.services import accounts, drafts, sessions
from tests.support.dossiers import an_account, an_agency
from tests.support.robot import Robot

PROCEDURE = "2.000635"
HOME = {
    "country": "Việt Nam",
    "province": "66",
    "province_name": "Tỉnh Đắk Lắk",
    "commune": "24265",
    "commune_name": "Xã Ea Kiết",
    "detail": "Buôn Ja Wầm",
}
ANSWERS: dict[str, Any] = {
    "nyc_ho_ten": "H' Hen Niê",
    "nyc_so_dinh_danh": "066190001234",
    "nyc_loai_giay_to": "Thẻ căn cước",
    "nyc_so_giay_to": "066190001234",
    "nyc_ngay_cap": "2021-05-11",
    "nyc_noi_cap": "Bộ Công an",
    "nyc_loai_cu_tru": "Thường trú",
    "nyc_noi_cu_tru": HOME,
    "nyc_dien_thoai": "0905123456",
    "nyc_quan_he": "Bản thân",
    "loai_yeu_cau": "Giấy khai sinh",
    "ndk_ho_ten": "H' Hen Niê",
    "ndk_ngay_sinh": "1990-05-11",
    "ndk_gioi_tinh": "Nữ",
    "ndk_dan_toc": "Ê-đê",
    "ndk_quoc_tich": "Việt Nam",
    "ndk_loai_cu_tru": "Thường trú",
    "ndk_noi_cu_tru": HOME,
    "dk_noi": "Ủy ban nhân dân xã Ea Kuêh",
    "so_luong": 2,
    "phuong_thuc_nhan": "Bản điện tử",
    "cam_doan": True,
}
APPLICANT = {
    "full_name": "H' Hen Niê",
    "id_number": "066190001234",
    "birth_date-day": "11",
    "birth_date-month": "5",
    "birth_date-year": "1990",
    "phone": "0905 123 456",
    "email": "hen@example.vn",
}
OTHER = {"owner_full_name": "Y Moan Êñuôl", "owner_id_number": "066185004321", "owner_phone": "0987654321"}


def a_person(session: Session, **given: Any) -> Actor:
    """Add the person of APPLICANT and return him as the one who acts."""
    number = APPLICANT["id_number"]
    facts = {
        "full_name": APPLICANT["full_name"],
        "id_number": number,
        "id_index": accounts.number_index(number),
        "birth_date": "1990-05-11",
        "phone": "0905123456",
        "email": "hen@example.vn",
    }
    return Actor(an_account(session, **facts | given).id, Capacity.SELF)


def a_whole_draft(session: Session, actor: Actor, for_whom: str = "self", **given: Any) -> Draft:
    """Write a draft that lacks nothing, as the pages of the wizard save it."""
    draft = drafts.begin(session, PROCEDURE, for_whom, actor=actor, visit_id=None)
    agency_id = given.get("agency_id") or an_agency(session).id
    drafts.save_place(draft, drafts.Place(agency_id), step="noi-nop")
    drafts.save_people(draft, APPLICANT | (OTHER if for_whom == "other" else {}), step="nguoi-nop")
    drafts.save_section(draft, ANSWERS, ANSWERS, step="to-khai/1")
    drafts.save_delivery(draft, {"method": "at_desk"}, step="nhan-ket-qua")
    if for_whom == "other":
        draft.papers = {"van-ban-uy-quyen": {"tick": "brought"}}
    session.flush()
    return draft


def signed_in(client: FlaskClient, database: Database, actor: Actor, token: str = "t" * 43) -> Robot:
    """Sign a person in without the pages of signing in, and return him at his browser."""
    assert actor.account_id is not None
    with database.transaction() as session:
        sessions.sign_in(session, "", token, actor.account_id)
    client.set_cookie("dvc", token)
    return Robot(client)
