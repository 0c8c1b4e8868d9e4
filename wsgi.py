"""What a WSGI server loads: `wsgi:app`."""

from dvc.app import create_app

app = create_app()
