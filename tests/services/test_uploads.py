import hashlib
import io
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from dvc.config import Settings
from dvc.db import Database, Session
from dvc.domain import file_limits
from dvc.domain.actor import Actor, Capacity, Role
from dvc.domain.file_names import LONGEST_NAME, clean_file_name
from dvc.errors import InvalidAnswer, NotFound, Unavailable
from dvc.models.draft import Draft
from dvc.models.ledger import LedgerEntry
from dvc.models.upload import Upload
from dvc.services import drafts, storage, uploads
from dvc.services.uploads import Place
from dvc.tasks import work
from dvc.tasks.sweeps import copies
from dvc.tasks.work import Work
from tests.gateways import samples
from tests.support.dossiers import a_dossier, a_draft, an_account, an_agency

PLACE = Place("giay-chung-sinh")


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["dvc_database"]
    return found


def a_photo(number: int) -> bytes:
    return samples.jpeg() + bytes([number])  # readers of JPEG stop at its end


def sent(session: Session, draft: Draft, data: bytes, name: str = "giay.jpg") -> Upload:
    return uploads.add(session, draft, PLACE, uploads.keep(name, data))


def the_bytes(settings: Settings) -> list[Path]:
    root = Path(settings.storage_url.removeprefix("file://"))
    return [path for path in root.rglob("*") if path.is_file()]


def why(refused: pytest.ExceptionInfo[InvalidAnswer]) -> str:
    return refused.value.code


def test_an_original_comes_back_byte_for_byte_with_its_digest(database: Database) -> None:
    photo = samples.jpeg(6)
    with database.transaction() as session:
        upload = sent(session, a_draft(session), photo)
    assert uploads.original(upload).data == photo
    assert upload.digest == hashlib.sha256(photo).hexdigest()
    assert upload.size == len(photo)


def test_nothing_of_an_original_lies_readable_in_the_store_or_its_row(database: Database, settings: Settings) -> None:
    photo = samples.jpeg()
    with database.transaction() as session:
        sent(session, a_draft(session), photo, "giay chung sinh cua Lo Thi Net.jpg")
        row = session.connection().exec_driver_sql("SELECT * FROM upload").one()
    [path] = the_bytes(settings)
    sealed = path.read_bytes()
    assert path.name == hashlib.sha256(sealed).hexdigest()
    pieces = [photo[at : at + 12] for at in range(len(photo) - 12)]
    assert not any(piece in sealed for piece in pieces)
    assert "Lo Thi Net" not in repr(tuple(row))
    assert hashlib.sha256(photo).hexdigest() not in repr(tuple(row))


def test_people_see_a_photo_the_right_way_up_and_without_its_place(database: Database) -> None:
    with database.transaction() as session:
        upload = sent(session, a_draft(session), samples.jpeg(6, size=(64, 40)), "anh.JPG")
    given = uploads.shown(upload)
    seen = Image.open(io.BytesIO(given.data))
    assert (given.media_type, given.name, given.cleaned) == ("image/jpeg", "anh.jpg", True)
    assert seen.size == (40, 64)
    assert not seen.getexif()
    assert b"bi mat" not in given.data


def test_the_queue_makes_the_copy_and_people_see_it(database: Database, settings: Settings) -> None:
    with database.transaction() as session:
        upload_id = sent(session, a_draft(session), samples.heic(), "anh.HEIC").id
    with database.reading() as session:
        [waiting] = uploads.waiting(session, 5)
    made = uploads.make_copy(waiting)
    with database.transaction() as session:
        uploads.keep_copy(session, upload_id, made)
    with database.reading() as session:
        upload = session.get_one(Upload, upload_id)
        assert uploads.waiting(session, 5) == []
    assert len(the_bytes(settings)) == 2
    given = uploads.shown(upload)
    assert (given.media_type, given.name) == ("image/jpeg", "anh.jpg")


def test_a_copy_for_a_file_that_is_gone_is_dropped_again(database: Database, settings: Settings) -> None:
    with database.transaction() as session:
        upload = sent(session, a_draft(session), samples.jpeg())
    made = uploads.make_copy(upload)
    with database.transaction() as session:
        uploads.remove(session, session.get_one(Upload, upload.id))
    with database.transaction() as session:
        uploads.keep_copy(session, upload.id, made)
    assert the_bytes(settings) == []


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("ANH.JPG", samples.jpeg(), "jpg"),
        ("Anh.PNG", samples.png(), "png"),
        ("IMG_1.HEIC", samples.heic(), "heic"),
        ("GIAY.PDF", samples.pdf(), "pdf"),
        ("DON.DOC", samples.ole("WordDocument"), "doc"),
        ("don.docx", samples.docx(), "docx"),
        ("HO SO.ZIP", samples.zipped({"a.txt": b"a"}), "zip"),
        ("hoso.RAR", samples.rar(), "rar"),
        ("hoso.7Z", samples.seven_z(), "7z"),
        ("image", samples.jpeg(), "jpg"),
        ("doi ten.pdf", samples.png(), "png"),
    ],
)
def test_the_content_tells_the_kind_whatever_the_case_of_the_ending(
    database: Database, name: str, data: bytes, kind: str
) -> None:
    with database.transaction() as session:
        assert sent(session, a_draft(session), data, name).kind == kind


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("rong.jpg", b"", "file.empty"),
        ("lon.jpg", b"\xff\xd8\xff" + bytes(file_limits.MAX_FILE_BYTES), "file.large"),
        ("trang.html", b"<script>alert(1)</script>", "file.extension_mismatch"),
        ("virus.exe", samples.jpeg(), "file.extension_mismatch"),
        ("trang.jpg", b"<html><script>alert(1)</script>", "file.kind"),
        ("dut.jpg", samples.jpeg()[:200], "file.broken"),
        ("khoa.pdf", samples.pdf(password="x"), "file.locked"),
    ],
)
@pytest.mark.usefixtures("app")
def test_what_is_not_taken_is_refused_by_name_and_leaves_no_bytes(
    settings: Settings, name: str, data: bytes, code: str
) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        uploads.keep(name, data)
    assert why(refused) == code
    assert refused.value.params["name"] == name
    assert the_bytes(settings) == []


def test_a_component_takes_ten_files(database: Database, settings: Settings) -> None:
    with database.transaction() as session:
        draft = a_draft(session)
        assert uploads.room(session, draft, PLACE) == 10
        for number in range(10):
            sent(session, draft, a_photo(number))
        assert uploads.room(session, draft, PLACE) == 0
        with pytest.raises(InvalidAnswer) as refused:
            sent(session, draft, samples.jpeg())
        assert why(refused) == "file.component_full"
        assert uploads.room(session, draft, Place("giay-to-cu-tru")) == 10
        assert uploads.room(session, draft, Place(PLACE.component_key, 1)) == 10
    assert len(the_bytes(settings)) == 10


def test_the_same_file_sent_again_after_a_lost_answer_is_one_file(database: Database, settings: Settings) -> None:
    with database.transaction() as session:
        draft = a_draft(session)
        assert sent(session, draft, samples.jpeg()) is sent(session, draft, samples.jpeg())
        sent(session, draft, samples.jpeg(), "khac ten.jpg")
        assert len(uploads.of(session, draft)) == 2
    assert len(the_bytes(settings)) == 2


def test_a_dossier_takes_thirty_files(database: Database, settings: Settings) -> None:
    kept = [uploads.keep("giay.jpg", a_photo(number)) for number in range(31)]
    with database.transaction() as session:
        draft = a_draft(session)
        for number, one in enumerate(kept[:30]):
            uploads.add(session, draft, Place(f"giay-{number // 10}"), one)
        with pytest.raises(InvalidAnswer) as refused:
            uploads.add(session, draft, Place("giay-3"), kept[30])
    assert why(refused) == "file.dossier_full"
    assert len(the_bytes(settings)) == 30


def test_a_dossier_takes_sixty_megabytes(database: Database) -> None:
    with database.transaction() as session:
        draft = a_draft(session)
        first = sent(session, draft, samples.jpeg())
        first.size = file_limits.MAX_DOSSIER_BYTES - len(a_photo(1))
        sent(session, draft, a_photo(1))
        with pytest.raises(InvalidAnswer) as refused:
            sent(session, draft, a_photo(2))
    assert why(refused) == "file.dossier_large"


def test_one_account_cannot_fill_the_disk_with_drafts(database: Database, settings: Settings) -> None:
    with database.transaction() as session:
        person = an_account(session)
        for _ in range(3):
            upload = sent(session, a_draft(session, account_id=person.id), samples.jpeg())
            upload.size = file_limits.MAX_DOSSIER_BYTES
        fourth = a_draft(session, account_id=person.id)
        with pytest.raises(InvalidAnswer) as refused:
            sent(session, fourth, samples.jpeg())
        assert why(refused) == "file.drafts_large"
        sent(session, a_draft(session), samples.jpeg())  # another person's is his own matter
    assert len(the_bytes(settings)) == 4


def test_a_filed_draft_does_not_count_among_the_drafts(database: Database) -> None:
    with database.transaction() as session:
        person = an_account(session)
        for _ in range(3):
            draft = a_draft(session, account_id=person.id)
            sent(session, draft, samples.jpeg()).size = file_limits.MAX_DOSSIER_BYTES
            draft.submitted_at = draft.created_at
        sent(session, a_draft(session, account_id=person.id), samples.jpeg())


def test_removing_takes_row_original_and_copy_after_the_commit(database: Database, settings: Settings) -> None:
    with database.transaction() as session:
        upload = sent(session, a_draft(session), samples.jpeg())
        uploads.keep_copy(session, upload.id, uploads.make_copy(upload))
    with database.transaction() as session:
        uploads.remove(session, session.get_one(Upload, upload.id))
        with session.begin_nested():
            pass  # the end of a savepoint is no commit
        assert len(the_bytes(settings)) == 2
    assert the_bytes(settings) == []
    with database.reading() as session:
        assert session.scalars(select(Upload)).all() == []


def test_a_removal_that_is_rolled_back_leaves_the_bytes(database: Database) -> None:
    with database.transaction() as session:
        upload = sent(session, a_draft(session), samples.jpeg())

    def fail() -> None:
        with database.transaction() as session:
            uploads.remove(session, session.get_one(Upload, upload.id))
            session.flush()
            raise NotFound

    with pytest.raises(NotFound):
        fail()
    with database.reading() as session:
        assert uploads.original(session.get_one(Upload, upload.id)).data == samples.jpeg()


def test_a_deleted_draft_leaves_no_bytes(database: Database, settings: Settings) -> None:
    with database.transaction() as session:
        draft = a_draft(session)
        actor = Actor(draft.account_id, Capacity.SELF)
        for number in range(3):
            sent(session, draft, a_photo(number))
    with database.transaction() as session:
        drafts.delete(session, session.get_one(Draft, draft.id), actor=actor)
        assert len(the_bytes(settings)) == 3
    assert the_bytes(settings) == []


def test_claimed_files_are_the_dossiers(database: Database) -> None:
    with database.transaction() as session:
        draft, dossier = a_draft(session), a_dossier(session)
        upload = sent(session, draft, samples.jpeg())
        assert uploads.claim(session, draft, dossier) == 1
        session.flush()
        assert uploads.of(session, dossier) == [upload]


def test_a_file_of_another_draft_is_not_found_by_its_id(database: Database) -> None:
    with database.transaction() as session:
        upload = sent(session, a_draft(session), samples.jpeg())
        with pytest.raises(NotFound):
            uploads.of_draft(session, a_draft(session), upload.id)


def test_the_filer_the_owner_and_the_desks_officers_see_a_file_and_nobody_else(database: Database) -> None:
    with database.transaction() as session:
        filer, owner, stranger = (an_account(session) for _ in range(3))
        dossier = a_dossier(session, filer_id=filer.id, owner_id=owner.id)
        upload = uploads.add(session, dossier, PLACE, uploads.keep("a.jpg", samples.jpeg()))
        near = Actor(stranger.id, Capacity.DESK_OFFICER, agency_id=dossier.agency_id, role=Role.PROCESSING)
        far = Actor(stranger.id, Capacity.DESK_OFFICER, agency_id=an_agency(session).id, role=Role.RECEPTION)
        for actor in (Actor(filer.id, Capacity.SELF), Actor(owner.id, Capacity.SELF), near):
            assert uploads.for_reader(session, upload.id, actor=actor) is upload
        for actor in (Actor(stranger.id, Capacity.SELF), far, Actor(None, Capacity.ANONYMOUS, session="1")):
            with pytest.raises(NotFound):
                uploads.for_reader(session, upload.id, actor=actor)


def test_a_view_is_on_record_once_a_sign_in_for_each_file(database: Database) -> None:
    with database.transaction() as session:
        dossier = a_dossier(session)
        files = [uploads.add(session, dossier, PLACE, uploads.keep("a.jpg", a_photo(number))) for number in range(2)]
        for visit in ("1", "1", "2"):
            for file in files:
                uploads.for_reader(session, file.id, actor=Actor(dossier.filer_id, Capacity.SELF, session=visit))
        entries = session.scalars(select(LedgerEntry).where(LedgerEntry.event == "file.viewed")).all()
        assert len(entries) == 4


def test_the_owners_look_at_his_own_draft_is_not_on_record(database: Database) -> None:
    with database.transaction() as session:
        draft = a_draft(session)
        upload = sent(session, draft, samples.jpeg())
        uploads.for_reader(session, upload.id, actor=Actor(draft.account_id, Capacity.SELF))
        assert session.scalars(select(LedgerEntry)).all() == []


def test_bytes_that_are_gone_or_changed_are_said_to_be_unavailable(database: Database, settings: Settings) -> None:
    with database.transaction() as session:
        upload = sent(session, a_draft(session), samples.jpeg())
    [path] = the_bytes(settings)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(Unavailable):
        uploads.original(upload)
    storage.store().delete(upload.sealed_sha256)
    with pytest.raises(Unavailable):
        uploads.shown(upload)


def test_a_picture_that_cannot_be_decoded_is_given_as_it_was_sent(database: Database) -> None:
    whole = samples.heic()
    broken = whole[: whole.rindex(b"mdat") + 4] + bytes(len(whole) - whole.rindex(b"mdat") - 4)
    with database.transaction() as session:
        upload = sent(session, a_draft(session), broken, "anh.heic")
    given = uploads.shown(upload)
    assert (given.data, given.media_type, given.cleaned) == (broken, "image/heic", False)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\a.jpg", "a.jpg"),
        ("/etc/a.jpg", "a.jpg"),
        ("..", "tep"),
        (".", "tep"),
        ("", "tep"),
        (".jpg", "tep.jpg"),
        ("...jpg", "tep.jpg"),
        ("a\0b.jpg", "ab.jpg"),
        ("a\r\nSet-Cookie: x.jpg", "aSet-Cookie x.jpg"),
        ("anh\u202egpj.exe", "anhgpj.exe"),
        ('a"; filename="b.html', "a; filename=b.html"),
        ("<img src=x>.png", "img src=x.png"),
        ("Gia\u0301y chu\u031b\u0301ng sinh.PDF", "Giáy chứng sinh.PDF"),
        ("H' Hen Niê – giấy.jpg", "H' Hen Niê – giấy.jpg"),
    ],
)
def test_a_files_name_keeps_its_words_and_loses_its_traps(given: str, kept: str) -> None:
    assert clean_file_name(given) == kept


@pytest.mark.parametrize("given", ["a" * 500 + ".jpg", "a" * 500, "a." + "b" * 500, "ấ" * 500 + ".jpeg"])
def test_a_files_name_is_never_longer_than_it_may_be(given: str) -> None:
    kept = clean_file_name(given)
    assert 0 < len(kept) <= LONGEST_NAME
    assert not given.endswith(".jpg") or kept.endswith(".jpg")


def test_the_sweep_makes_the_copies_that_wait(database: Database) -> None:
    work.install(Work(database))
    with database.transaction() as session:
        upload_id = sent(session, a_draft(session), samples.jpeg(6)).id
        sent(session, a_draft(session), samples.docx(), "don.docx")
    copies()
    with database.reading() as session:
        assert session.get_one(Upload, upload_id).derivative_kind == "jpg"
        assert uploads.waiting(session, 5) == []
