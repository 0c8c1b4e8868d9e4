"""Hold the Flask extensions, made once and bound to the app by its factory."""

from flask_htmx import HTMX
from flask_login import LoginManager
from flask_wtf.csrf import CSRFProtect

csrf = CSRFProtect()
htmx = HTMX()
login = LoginManager()
