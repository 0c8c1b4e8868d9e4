"""Captcha challenges that were answered, so that none is answered twice."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from dvc.db import Base


class CaptchaChallenge(Base):
    """A challenge whose one try is over, right or wrong; the row goes when the challenge would have ended anyway."""

    __tablename__ = "captcha_challenge"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    used_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
