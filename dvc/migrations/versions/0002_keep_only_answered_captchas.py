"""Keep only the captcha challenges that were answered.

The old rows live for ten minutes, so they are dropped and not carried over.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("captcha_challenge")
    op.create_table(
        "captcha_challenge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captcha_challenge")),
    )
    op.create_index(op.f("ix_captcha_challenge_expires_at"), "captcha_challenge", ["expires_at"])


def downgrade() -> None:
    op.drop_table("captcha_challenge")
    op.create_table(
        "captcha_challenge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("bound_to", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captcha_challenge")),
    )
    op.create_index(op.f("ix_captcha_challenge_bound_to"), "captcha_challenge", ["bound_to"])
    op.create_index(op.f("ix_captcha_challenge_expires_at"), "captcha_challenge", ["expires_at"])
