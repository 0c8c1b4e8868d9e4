"""The demo's dossiers: filed and answered by the services that everybody uses."""

from sqlalchemy import select

from dvc.config import Settings
from dvc.db import Database
from dvc.models.dossier import Dossier, IssuedPaper
from dvc.models.draft import Draft
from dvc.services import demo, ledger, setup


def test_the_demo_has_a_dossier_of_each_kind_and_makes_them_once(database: Database, settings: Settings) -> None:
    setup.install(settings)
    for _ in range(2):
        with database.transaction() as session:
            demo.load(session)
        with database.transaction() as session:
            demo.load_dossiers(session)
    with database.reading() as session:
        dossiers = session.scalars(select(Dossier).order_by(Dossier.code)).all()
        assert [one.state for one in dossiers] == ["submitted", "supplement_requested", "accepted"]
        assert len({one.code for one in dossiers}) == 3
        assert dossiers[-1].due_at is not None
        kinds = set(session.scalars(select(IssuedPaper.kind)))
        assert kinds == {"receipt_slip", "supplement_slip"}
        assert len(session.scalars(select(Draft).where(Draft.submitted_at.is_(None))).all()) == 1
        assert list(ledger.verify(session)) == []
