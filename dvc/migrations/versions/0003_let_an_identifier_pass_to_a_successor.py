"""Let an identifier pass to a successor."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_agency_identifier_code"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_agency_identifier_code_valid_from"), ["identifier_code", "valid_from"]
        )


def downgrade() -> None:
    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_agency_identifier_code_valid_from"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_agency_identifier_code"), ["identifier_code"])
