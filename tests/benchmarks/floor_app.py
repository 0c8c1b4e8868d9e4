"""The floor: the least that a Flask portal can do for a look-up, a step and a filing, with the same promises.

Signed session, CSRF token checked, each step committed with FULL sync, the photograph synced to the disk. What the
portal costs is stated as a ratio to this, measured in the same run. `FLOOR_DATA` is its folder.
"""

import hmac
import json
import os
import secrets
import sqlite3
import threading
from pathlib import Path

from flask import Flask, abort, redirect, request, session
from flask.typing import ResponseReturnValue

FOLDER = Path(os.environ["FLOOR_DATA"])
TABLES = """
CREATE TABLE IF NOT EXISTS draft(id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dossier(
  id INTEGER PRIMARY KEY, code TEXT UNIQUE, number TEXT, data TEXT, state TEXT, filed_at TEXT, due_at TEXT);
CREATE INDEX IF NOT EXISTS of_number ON dossier(number);
CREATE TABLE IF NOT EXISTS event(id INTEGER PRIMARY KEY, dossier_id INTEGER, at TEXT, note TEXT);
CREATE INDEX IF NOT EXISTS of_dossier ON event(dossier_id);
CREATE TABLE IF NOT EXISTS rollup(state TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID;
"""
HEAD = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Cổng dịch vụ công</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main>"""
RESULT = (
    HEAD
    + """<h1>Tra cứu hồ sơ</h1>{% for row in rows %}<article><h2>{{ row[1] }}</h2>
<p>Trạng thái: <strong>{{ row[4] }}</strong>, nộp {{ row[5] }}, hẹn trả {{ row[6] }}</p></article>
{% else %}<p>Không tìm thấy hồ sơ</p>{% endfor %}</main></body></html>"""
)
STEP = (
    HEAD
    + """<h1>Bước {{ number + 1 }} trên 5</h1><form method="post" action="/file/{{ number }}"
enctype="multipart/form-data"><input type="hidden" name="csrf" value="{{ csrf }}">{% for name, label, kind in fields %}
<label>{{ label }}<input name="{{ name }}" type="{{ kind }}"></label>{% endfor %}<button>Tiếp tục</button></form>
</main></body></html>"""
)
HOME = HEAD + "<h1>Cổng dịch vụ công cấp xã</h1></main></body></html>"
DONE = (
    HEAD
    + """<h1>Đã nhận hồ sơ</h1><p>Mã hồ sơ: <strong data-code="{{ code }}">{{ code }}</strong></p></main>
</body></html>"""
)
STEPS = (
    (("procedure", "Thủ tục", "text"), ("commune", "Xã, phường", "text")),
    (
        ("full_name", "Họ và tên", "text"),
        ("id_number", "Số định danh", "text"),
        ("birth_date", "Ngày sinh", "date"),
        ("phone", "Điện thoại", "tel"),
        ("address", "Nơi cư trú", "text"),
    ),
    (("content", "Nội dung", "text"),),
    (("photo", "Ảnh giấy tờ", "file"),),
    (("agree", "Tôi cam đoan", "checkbox"),),
)
BY = {name: f"SELECT * FROM dossier WHERE {name} = ?" for name in ("code", "number")}  # noqa: S608 - two fixed names
app = Flask(__name__)
app.secret_key = secrets.token_bytes(32) if "FLOOR_KEY" not in os.environ else os.environ["FLOOR_KEY"]
local = threading.local()
page = app.jinja_env.from_string
home_page, result_page, step_page, done_page = page(HOME), page(RESULT), page(STEP), page(DONE)


def database() -> sqlite3.Connection:
    """Return this thread's connection."""
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(FOLDER / "floor.sqlite3", isolation_level=None, timeout=20)
        local.connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + TABLES)
    found: sqlite3.Connection = local.connection
    return found


@app.get("/")
def home() -> str:
    """Greet."""
    return home_page.render()


@app.get("/lookup")
def lookup() -> str:
    """Show the dossier of a code, or those of a number."""
    column, wanted = ("code", request.args["code"]) if "code" in request.args else ("number", request.args["number"])
    rows = database().execute(BY[column], (wanted,)).fetchall()
    for row in rows:
        database().execute("SELECT at, note FROM event WHERE dossier_id = ?", (row[0],)).fetchall()
    return result_page.render(rows=rows)


@app.get("/file")
def start() -> ResponseReturnValue:
    """Begin a draft."""
    session["draft"], session["csrf"] = secrets.token_hex(12), secrets.token_hex(16)
    return redirect("/file/0")


@app.route("/file/<int:number>", methods=["GET", "POST"])
def step(number: int) -> ResponseReturnValue:
    """Show a step, or save it and go on."""
    key: str = session.get("draft") or abort(400)
    if request.method == "GET":
        return step_page.render(number=number, csrf=session["csrf"], fields=STEPS[number])
    if not hmac.compare_digest(request.form.get("csrf", ""), session["csrf"]):
        abort(403)
    found = database().execute("SELECT data FROM draft WHERE id = ?", (key,)).fetchone()
    data = json.loads(found[0]) if found else {}
    data |= {name: _photo(key) if kind == "file" else request.form[name] for name, _, kind in STEPS[number]}
    if number < len(STEPS) - 1:
        database().execute("INSERT OR REPLACE INTO draft VALUES(?, ?)", (key, json.dumps(data)))
        return redirect(f"/file/{number + 1}")
    return redirect(f"/received/{_file(key, data)}")


def _photo(key: str) -> str:
    path = FOLDER / f"{key}.jpg"
    request.files["photo"].save(path)
    with path.open("rb") as saved:
        os.fsync(saved.fileno())
    return str(path)


def _file(key: str, data: dict[str, str]) -> str:
    code = f"H26.00001-251122-{secrets.token_hex(5).upper()}"
    connection = database()
    connection.execute("BEGIN IMMEDIATE")
    made = connection.execute(
        "INSERT INTO dossier(code, number, data, state, filed_at, due_at) "
        "VALUES(?, ?, ?, 'received', datetime('now'), datetime('now', '+10 days')) RETURNING id",
        (code, data["id_number"], json.dumps(data)),
    ).fetchone()[0]
    connection.execute("INSERT INTO event(dossier_id, at, note) VALUES(?, datetime('now'), 'Nộp trực tuyến')", (made,))
    connection.execute("INSERT INTO rollup VALUES('received', 1) ON CONFLICT(state) DO UPDATE SET n = n + 1")
    connection.execute("DELETE FROM draft WHERE id = ?", (key,))
    connection.execute("COMMIT")
    return code


@app.get("/received/<code>")
def received(code: str) -> str:
    """Show the code."""
    return done_page.render(code=code)
