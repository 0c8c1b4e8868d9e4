"""Tell where drafts and dossiers come from, and count the changes of an agency."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("draft", "dossier"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("origin", sa.String(length=20), server_default="", nullable=False))
            batch_op.add_column(sa.Column("origin_reference", sa.String(length=50), server_default="", nullable=False))
    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rev", sa.Integer(), server_default="1", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.drop_column("rev")
    for table in ("dossier", "draft"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("origin_reference")
            batch_op.drop_column("origin")
