import os
from datetime import timedelta
from pathlib import Path

import pytest

from dvc import clock
from dvc.config import Settings
from dvc.models.draft import Draft
from dvc.services import expiry, setup, storage
from dvc.tasks import sweeps
from dvc.tasks.sweeps import Every
from dvc.tasks.work import Work, alone, guarded
from tests.support.dossiers import a_draft


def test_a_sweep_runs_at_once_and_then_at_its_time() -> None:
    moments = iter([1000.0, 1000.1, 1059.9, 1060.0, 1060.1])
    due = Every(60, lambda: next(moments))
    assert [due() for _ in range(5)] == [True, False, False, True, False]


def test_a_file_without_a_row_goes_at_the_second_look(working: Work) -> None:  # noqa: ARG001 - what the sweep works on
    name = storage.store().put(b"sealed")
    sweeps.files()
    assert storage.store().exists(name)  # its row may be about to be committed
    sweeps.files()
    assert not storage.store().exists(name)


@pytest.mark.usefixtures("working")
def test_what_a_killed_writer_left_goes_after_a_day(settings: Settings) -> None:
    incoming = Path(settings.storage_url.removeprefix("file://")) / "incoming"
    storage.store().put(b"whole")
    left, under_way = incoming / "left", incoming / "under-way"
    for path in (left, under_way):
        path.write_bytes(b"half")
    os.utime(left, (0, 0))
    sweeps.files()
    assert (left.exists(), under_way.exists()) == (False, True)


def test_more_drafts_than_a_batch_go_in_one_sweep(working: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expiry, "BATCH", 2)
    with working.transaction() as session:
        for _ in range(5):
            a_draft(session, expires_at=clock.now() - timedelta(days=1))
    sweeps.drafts()
    with working.database.reading() as session:
        assert session.query(Draft).count() == 0


def test_a_sweep_is_skipped_while_it_goes_on() -> None:
    runs = []

    @alone
    def sweep() -> None:
        runs.append(1)
        sweep()

    sweep()
    sweep()
    assert len(runs) == 2


def test_a_fault_is_logged_by_its_kind_without_its_words(tmp_path: Path) -> None:
    log = tmp_path / "dvc.log"
    setup.set_up_logging(str(log))

    @guarded
    def sweep() -> None:
        raise ValueError("Lò Thị Nết")

    sweep()
    setup.set_up_logging("-")
    said = log.read_text(encoding="utf-8")
    assert "ValueError" in said
    assert "Nết" not in said
