import io
import uuid

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from dvc import clock
from dvc.config import Settings
from dvc.db import Database
from dvc.domain import file_limits
from dvc.domain.actor import Actor
from dvc.models.draft import Draft
from dvc.web.request_body import sent_files
from tests.gateways import samples
from tests.support.client import PageClient
from tests.support.dossiers import a_draft
from tests.support.filings import a_person, signed_in
from tests.support.paper_files import BIRTH_KEY, PHOTO, a_file, bytes_kept, kept, said
from tests.support.robot import Robot

GO_ON, LATER = "Đồng ý và tiếp tục", "Lưu và làm tiếp sau"
BIRTH, RESIDENCE = "Giấy chứng sinh", "Giấy tờ chứng minh thông tin về cư trú"
CHOOSE, SEND = "Chụp ảnh hoặc chọn tệp", "Gửi tệp"
RESIDENCE_KEY = "giay-to-cu-tru"


@pytest.fixture
def actor(database: Database) -> Actor:
    with database.transaction() as session:
        return a_person(session)


@pytest.fixture
def resident(client: PageClient, database: Database, actor: Actor) -> Robot:
    return signed_in(client, database, actor)


@pytest.fixture
def draft(database: Database, actor: Actor) -> Draft:
    with database.transaction() as session:
        return a_draft(session, account_id=actor.account_id)


@pytest.fixture
def papers(draft: Draft) -> str:
    return f"/ho-so/{draft.id}/giay-to"


@pytest.fixture
def birth(papers: str) -> str:
    return f"{papers}/{BIRTH_KEY}"


def token(robot: Robot) -> str:
    return next(one.get("value", "") for one in robot.root.iter("input") if one.get("name") == "csrf_token")


def swapped(
    client: PageClient, robot: Robot, path: str, fields: dict[str, str], *files: tuple[str, bytes]
) -> TestResponse:
    """Post as htmx does."""
    data: MultiDict[str, object] = MultiDict(fields | {"csrf_token": token(robot)})
    for name, content in files:
        data.add("files", (io.BytesIO(content), name))
    return client.post(path, data=data, content_type="multipart/form-data", headers={"HX-Request": "true"})


def announced(client: PageClient, path: str, size: int) -> TestResponse:
    """Begin a post that says how large it will be."""
    kind = "multipart/form-data; boundary=x"
    return client.post(path, content_type=kind, data=b"--x", environ_overrides={"CONTENT_LENGTH": str(size)})


def test_a_paper_to_attach_leads_to_its_files_and_on(
    resident: Robot, papers: str, birth: str, database: Database
) -> None:
    resident.open(papers).tick("Kèm tệp", group=BIRTH).press(GO_ON)
    assert (resident.path, resident.heading) == (birth, BIRTH)
    resident.attach(CHOOSE, PHOTO, ("b.png", samples.png())).press(SEND)
    assert resident.status == 200
    assert "Đã nhận 2 tệp" in resident.words
    resident.follow("Xong giấy này")
    assert resident.path == papers
    assert "Đã nhận 2 tệp" in resident.words
    resident.press(GO_ON)
    assert resident.path.endswith("/nhan-ket-qua")
    assert [file.name for file in kept(database)] == ["anh.JPG", "b.png"]
    assert said(database, BIRTH_KEY) == {"tick": "attached", "why": ""}


def test_from_one_paper_one_goes_to_the_next_without_files(resident: Robot, papers: str) -> None:
    resident.open(papers).tick("Kèm tệp", group=BIRTH).tick("Kèm tệp", group=RESIDENCE).press(GO_ON)
    resident.attach(CHOOSE, PHOTO).press(SEND)
    assert f"Tiếp theo: {RESIDENCE}" in resident.words
    resident.follow("Xong giấy này")
    assert resident.heading == RESIDENCE
    resident.attach(CHOOSE, PHOTO).press(SEND).follow("Xong giấy này").press(GO_ON)
    assert resident.path.endswith("/nhan-ket-qua")


def test_who_came_from_the_check_goes_back_there(resident: Robot, papers: str) -> None:
    resident.open(f"{papers}?ve=kiem-tra").tick("Kèm tệp", group=BIRTH).press(GO_ON)
    resident.attach(CHOOSE, PHOTO).press(SEND).follow("Xong giấy này").press(GO_ON)
    assert resident.path.endswith("/kiem-tra")


def test_a_paper_is_brought_or_missing_with_its_reason(resident: Robot, papers: str, database: Database) -> None:
    resident.open(papers).tick("Không có", group=BIRTH).tick("Mang bản giấy đến", group=RESIDENCE).press(GO_ON)
    assert resident.status == 422
    assert resident.errors == ["Hãy viết vì sao không có «Giấy chứng sinh»."]
    assert said(database, RESIDENCE_KEY)["tick"] == "brought"
    resident.fill(f"Nếu không có thì vì sao? ({BIRTH})", "Sinh ở nhà, không có người làm chứng").press(GO_ON)
    assert resident.path.endswith("/nhan-ket-qua")
    assert said(database, BIRTH_KEY) == {"tick": "missing", "why": "Sinh ở nhà, không có người làm chứng"}


def test_an_error_of_the_reason_stands_at_the_reason(resident: Robot, papers: str) -> None:
    resident.open(papers).tick("Không có", group=BIRTH).press(GO_ON)
    marked = [one.get("name") for one in resident.root.iter("input") if one.get("aria-invalid") == "true"]
    assert marked == [f"why-{BIRTH_KEY}"]


def test_a_reason_too_long_is_said_and_not_cut(resident: Robot, papers: str) -> None:
    label = f"Nếu không có thì vì sao? ({BIRTH})"
    resident.open(papers).tick("Không có", group=BIRTH).fill(label, "dài " * 200).press(GO_ON)
    assert resident.status == 422
    assert "nhiều nhất 500 chữ" in resident.errors[0]
    assert resident.value(label) == ("dài " * 200).strip()


def test_a_paper_unsaid_is_an_error_and_one_that_goes_if_at_hand_is_none(resident: Robot, papers: str) -> None:
    resident.open(papers).press(GO_ON)
    assert resident.status == 422
    assert resident.errors == ["Hãy cho biết «Giấy chứng sinh»: kèm tệp, mang bản giấy đến hay không có."]


def test_later_keeps_what_was_said(resident: Robot, papers: str, database: Database) -> None:
    resident.open(papers).tick("Không có", group=BIRTH).press(LATER)
    assert resident.path == papers.removesuffix("/giay-to")
    assert said(database, BIRTH_KEY) == {"tick": "missing", "why": ""}


def test_a_tick_nobody_offers_is_nothing_said(
    client: PageClient, resident: Robot, papers: str, database: Database
) -> None:
    resident.open(papers)
    answer = swapped(client, resident, papers, {f"tick-{BIRTH_KEY}": "<script>", "tick-la": "attached"})
    assert answer.status_code == 422
    assert said(database, BIRTH_KEY) == {"tick": "", "why": ""}
    assert said(database, "la") == {}


def test_files_with_faults_are_refused_by_name_and_the_others_kept(
    resident: Robot, birth: str, database: Database, settings: Settings
) -> None:
    large = b"\xff\xd8\xff" + bytes(file_limits.MAX_FILE_BYTES)
    files = [("rong.jpg", b""), PHOTO, ("la.jpg", b"MZ chuong trinh"), ("to.jpg", large), ("GIAY.PDF", samples.pdf())]
    resident.open(birth).attach(CHOOSE, *files).press(SEND)
    assert resident.status == 422
    assert [file.name for file in kept(database)] == ["anh.JPG", "GIAY.PDF"]
    assert [name in error for name, error in zip(("rong.jpg", "la.jpg", "to.jpg"), resident.errors, strict=True)]
    assert "không có gì bên trong" in resident.errors[0]
    assert "lớn hơn 20 MB" in resident.errors[2]
    assert "Đã nhận 2 tệp" in resident.words
    assert bytes_kept(settings) == 2


def test_forty_files_at_once_ten_are_kept_and_thirty_named(
    resident: Robot, birth: str, database: Database, settings: Settings
) -> None:
    resident.open(birth).attach(CHOOSE, *((f"anh-{number:02d}.jpg", PHOTO[1]) for number in range(40))).press(SEND)
    assert resident.status == 422
    assert [file.name for file in kept(database)] == [f"anh-{number:02d}.jpg" for number in range(10)]
    assert len(resident.errors) == 30
    assert "«anh-10.jpg»" in resident.errors[0]
    assert "30 tệp chưa được nhận" in resident.words
    assert bytes_kept(settings) == 10


def test_more_than_a_dossier_may_have_is_answered_by_name_and_not_by_a_broken_line(
    resident: Robot, birth: str, database: Database, settings: Settings
) -> None:
    photo = samples.jpeg() + bytes(9_000_000)  # readers of JPEG stop at its end
    resident.open(birth).attach(CHOOSE, *((f"anh-{number}.jpg", photo) for number in range(14))).press(SEND)
    assert resident.status == 422
    assert len(kept(database)) == 6
    assert len(resident.errors) == 8
    assert all("lớn hơn 60 MB" in error for error in resident.errors)
    assert bytes_kept(settings) == 6


def test_a_post_larger_than_any_is_refused_with_the_limits_in_words(
    client: PageClient, resident: Robot, birth: str
) -> None:
    resident.open(birth)
    answer = announced(client, birth, file_limits.MAX_POST_BYTES + 1)
    assert answer.status_code == 413
    assert "20 MB" in answer.get_data(as_text=True)


def test_a_page_that_takes_no_files_takes_no_large_posts(client: PageClient, resident: Robot, papers: str) -> None:
    resident.open(papers)
    assert announced(client, papers, file_limits.MAX_DOSSIER_BYTES + 1_000_001).status_code == 413


def test_no_file_chosen_is_said(resident: Robot, birth: str) -> None:
    resident.open(birth).press(SEND)
    assert resident.status == 422
    assert "Chưa chọn tệp nào" in resident.errors[0]


def test_the_eleventh_file_of_a_paper_is_refused(resident: Robot, birth: str, database: Database) -> None:
    resident.open(birth).attach(CHOOSE, *((f"anh-{number}.jpg", PHOTO[1]) for number in range(10))).press(SEND)
    resident.attach(CHOOSE, ("muoi-mot.jpg", PHOTO[1])).press(SEND)
    assert resident.errors == ["Mỗi loại giấy tờ gửi được nhiều nhất 10 tệp; tệp «muoi-mot.jpg» chưa được nhận."]
    assert len(kept(database)) == 10


def test_a_name_full_of_traps_is_shown_and_sent_without_them(
    client: PageClient, resident: Robot, birth: str, database: Database
) -> None:
    resident.open(birth)
    trap = "../../\u202e<b onclick=x>Giấy chứng sinh; x=y.jpg"
    swapped(client, resident, birth, {}, (trap, PHOTO[1]))
    [file] = kept(database)
    assert file.name == "b onclick=xGiấy chứng sinh; x=y.jpg"
    sent = client.get(f"/tep/{file.id}?goc=1").headers["Content-Disposition"]
    assert sent.startswith("attachment; filename=")
    assert not set(sent) & set("\r\n<>")
    assert "filename*=UTF-8''b%20onclick%3DxGi%E1%BA%A5y" in sent


def test_a_file_is_removed_and_removed_twice_is_removed(
    client: PageClient, resident: Robot, birth: str, database: Database, settings: Settings
) -> None:
    resident.open(birth).attach(CHOOSE, PHOTO).press(SEND)
    fields = {"upload": str(kept(database)[0].id), "csrf_token": token(resident)}
    resident.press("Bỏ tệp này: anh.JPG")
    assert resident.path == birth
    assert (kept(database), bytes_kept(settings)) == ([], 0)
    assert client.post(f"{birth}/bo", data=fields).status_code == 303
    assert client.post(f"{birth}/bo", data=fields | {"upload": "x"}).status_code == 303


def test_a_file_of_another_draft_is_not_removed(
    client: PageClient, resident: Robot, birth: str, database: Database
) -> None:
    with database.transaction() as session:
        other = a_draft(session)
    address = a_file(database, other)
    fields = {"upload": address.removeprefix("/tep/"), "csrf_token": token(resident.open(birth))}
    client.post(f"{birth}/bo", data=fields)
    assert len(kept(database)) == 1


@pytest.mark.parametrize("key", ["la", "to-khai-giay", "bien-ban-bo-roi", "..%2f..", "a" * 300])
def test_a_paper_that_is_not_asked_for_has_no_page_and_takes_nothing(
    client: PageClient, resident: Robot, papers: str, settings: Settings, key: str
) -> None:
    fields = {"csrf_token": token(resident.open(papers))}
    assert client.get(f"{papers}/{key}").status_code == 404
    sent = {"files": (io.BytesIO(PHOTO[1]), "a.jpg")}
    assert client.post(f"{papers}/{key}", data=fields | sent).status_code == 404
    assert client.post(f"{papers}/{key}/bo", data=fields).status_code == 404
    assert bytes_kept(settings) == 0


def test_a_filed_draft_takes_and_gives_up_no_files(
    client: PageClient, resident: Robot, birth: str, database: Database, draft: Draft
) -> None:
    a_file(database, draft)
    fields = {"csrf_token": token(resident.open(birth)), "upload": str(kept(database)[0].id)}
    with database.transaction() as session:
        session.get_one(Draft, draft.id).submitted_at = clock.now()
    for path in (birth, f"{birth}/bo"):
        answer = client.post(path, data=fields | {"files": (io.BytesIO(PHOTO[1]), "a.jpg")})
        assert (answer.status_code, answer.location.endswith("/da-nop")) == (303, True)
    assert len(kept(database)) == 1


def test_files_for_another_persons_draft_are_not_taken(
    client: PageClient, resident: Robot, papers: str, database: Database, settings: Settings
) -> None:
    with database.transaction() as session:
        other = a_draft(session)
    fields = {"csrf_token": token(resident.open(papers))}
    path = f"/ho-so/{other.id}/giay-to/{BIRTH_KEY}"
    answer = client.post(path, data=fields | {"files": (io.BytesIO(PHOTO[1]), "a.jpg")})
    assert (answer.status_code, bytes_kept(settings)) == (404, 0)


def test_without_a_token_nothing_is_taken(client: PageClient, resident: Robot, birth: str, settings: Settings) -> None:
    resident.open(birth)
    assert client.post(birth, data={"files": (io.BytesIO(PHOTO[1]), "a.jpg")}).status_code == 403
    assert bytes_kept(settings) == 0


def test_a_visitor_who_sends_files_is_asked_to_sign_in_and_nothing_is_held(
    client: PageClient, app: Flask, resident: Robot, birth: str, settings: Settings
) -> None:
    assert resident.open(birth).status == 200
    visitor = app.test_client()
    robot = Robot(visitor).open("/dang-nhap")
    data = {"csrf_token": token(robot), "files": (io.BytesIO(PHOTO[1]), "a.jpg")}
    answer = visitor.post(birth, data=data)
    assert (answer.status_code, answer.location) == (303, "/dang-nhap")
    assert bytes_kept(settings) == 0
    assert client.get(birth).status_code == 200


def test_no_byte_of_a_visitors_file_is_held(app: Flask) -> None:
    sent = {"files": (io.BytesIO(PHOTO[1]), "a.jpg")}
    with app.test_request_context(f"/ho-so/{uuid.uuid4()}/giay-to/{BIRTH_KEY}", method="POST", data=sent):
        [file] = sent_files("files")
        assert (file.name, file.read()) == ("a.jpg", b"")


def test_htmx_gets_the_block_and_the_address(
    client: PageClient, resident: Robot, papers: str, birth: str, database: Database
) -> None:
    resident.open(papers)
    to_files = swapped(client, resident, papers, {f"tick-{BIRTH_KEY}": "attached"})
    assert (to_files.status_code, to_files.headers["HX-Push-Url"]) == (200, birth)
    assert to_files.get_data(as_text=True).lstrip().startswith('<div id="step"')
    taken = swapped(client, resident, birth, {}, PHOTO)
    assert (taken.status_code, taken.headers["HX-Push-Url"]) == (200, birth)
    assert "Đã nhận 1 tệp" in taken.get_data(as_text=True)
    refused = swapped(client, resident, birth, {}, ("rong.jpg", b""))
    assert refused.status_code == 422
    assert "<html" not in refused.get_data(as_text=True)
    gone = swapped(client, resident, f"{birth}/bo", {"upload": str(kept(database)[0].id)})
    assert (gone.status_code, gone.headers["HX-Push-Url"]) == (200, birth)
    assert "Đã nhận" not in gone.get_data(as_text=True)


def test_the_limits_are_said_before_choosing(resident: Robot, birth: str) -> None:
    resident.open(birth)
    for words in ("20 MB", "10 tệp", "30 tệp", "60 MB", *file_limits.ALLOWED_EXTENSIONS):
        assert words in resident.words
