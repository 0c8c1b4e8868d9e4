"""Captcha challenges: one-time, bound to what they guard, expiring."""

import uuid
from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from dvc.db import Base, SealedText, new_id


class CaptchaChallenge(Base):
    """One picture; `bound_to` names the draft or the visitor that it was drawn for."""

    __tablename__ = "captcha_challenge"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    answer: Mapped[str] = mapped_column(SealedText("captcha_challenge.answer"))
    bound_to: Mapped[str] = mapped_column(String(80), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
