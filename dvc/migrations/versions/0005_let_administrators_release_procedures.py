"""Let administrators release procedures and agencies offer them otherwise."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agency_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("procedure_code", sa.String(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("overrides", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_agency_offer_agency_id_agency")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_agency_offer_made_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_offer")),
    )
    with op.batch_alter_table("agency_offer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agency_offer_agency_id_procedure_code_valid_from"),
            ["agency_id", "procedure_code", "valid_from"],
            unique=False,
        )

    op.create_table(
        "agency_signer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_agency_signer_agency_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_signer")),
    )
    with op.batch_alter_table("agency_signer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agency_signer_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "procedure_edit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("base_version", sa.String(length=64), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("editor_id", sa.Uuid(), nullable=False),
        sa.Column("writers", sa.JSON(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=True),
        sa.Column("scheduled_for", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["editor_id"], ["account.id"], name=op.f("fk_procedure_edit_editor_id_account")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["account.id"], name=op.f("fk_procedure_edit_reviewer_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure_edit")),
    )
    with op.batch_alter_table("procedure_edit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_procedure_edit_code"), ["code"], unique=False)
        batch_op.create_index(batch_op.f("ix_procedure_edit_state"), ["state"], unique=False)

    op.create_table(
        "procedure_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=True),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("replaced_by", sa.String(length=20), nullable=False),
        sa.Column("effective_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_by", sa.Uuid(), nullable=True),
        sa.Column("approved_by", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("base_shipped", sa.String(length=64), nullable=False),
        sa.Column("cancels_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["approved_by"], ["account.id"], name=op.f("fk_procedure_release_approved_by_account")),
        sa.ForeignKeyConstraint(
            ["cancels_id"], ["procedure_release.id"], name=op.f("fk_procedure_release_cancels_id_procedure_release")
        ),
        sa.ForeignKeyConstraint(
            ["code", "version"],
            ["procedure_version.code", "procedure_version.version"],
            name=op.f("fk_procedure_release_code_version_procedure_version"),
        ),
        sa.ForeignKeyConstraint(["edited_by"], ["account.id"], name=op.f("fk_procedure_release_edited_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure_release")),
    )
    with op.batch_alter_table("procedure_release", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_procedure_release_code"), ["code"], unique=False)

    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parent_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("code_order", sa.String(length=20), server_default="left_to_right", nullable=False)
        )
        batch_op.create_foreign_key(batch_op.f("fk_agency_parent_id_agency"), "agency", ["parent_id"], ["id"])

    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.add_column(sa.Column("offer_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_dossier_offer_id_agency_offer"), "agency_offer", ["offer_id"], ["id"]
        )

    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.add_column(sa.Column("to_mend", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("declined_version", sa.String(length=64), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_column("declined_version")
        batch_op.drop_column("to_mend")

    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_dossier_offer_id_agency_offer"), type_="foreignkey")
        batch_op.drop_column("offer_id")

    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_agency_parent_id_agency"), type_="foreignkey")
        batch_op.drop_column("code_order")
        batch_op.drop_column("parent_id")

    with op.batch_alter_table("procedure_release", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_procedure_release_code"))

    op.drop_table("procedure_release")
    with op.batch_alter_table("procedure_edit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_procedure_edit_state"))
        batch_op.drop_index(batch_op.f("ix_procedure_edit_code"))

    op.drop_table("procedure_edit")
    with op.batch_alter_table("agency_signer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agency_signer_agency_id"))

    op.drop_table("agency_signer")
    with op.batch_alter_table("agency_offer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agency_offer_agency_id_procedure_code_valid_from"))

    op.drop_table("agency_offer")
