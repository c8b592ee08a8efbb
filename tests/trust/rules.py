"""Rules that the code keeps, each a function from a source to what breaks it. `test_rules.py` runs them over everything.

semgrep would do the same and bring fifty packages, some of them older than ours.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SQL = re.compile(r"\s*(select|insert|update|delete|pragma|create|drop|alter|replace|with)\s", re.IGNORECASE)
HTML_MAKERS = (
    r"innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|parseFromString|setHTMLUnsafe|srcdoc|"
    r"document\.write|createPolicy"
)
RUNNERS = r"\beval\s*\(|new\s+Function\b|\bFunction\s*\(|set(?:Timeout|Interval)\s*\(\s*[\"'`]|javascript:"
SECRET_NAMES = frozenset({"code", "codes", "digits", "secret", "secrets", "cookie", "token", "link", "key", "password"})
NETWORK = frozenset(
    {"urllib.request", "http.client", "requests", "httpx", "aiohttp", "smtplib", "ftplib", "socketserver"}
)
RUNS_TEXT = frozenset({"eval", "exec", "compile", "__import__"})
UNSAFE_MODULES = frozenset({"pickle", "marshal", "shelve", "dill", "yaml", "xml.sax", "xml.dom"})


def calls(source: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the dotted name of what is called."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def imports(source: str) -> set[str]:
    """Every module that is imported, and every name from one."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _first(node: ast.expr) -> str:
    """What a text begins with, as far as it stands in the source."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr) and node.values:
        return _first(node.values[0])
    return _first(node.left) if isinstance(node, ast.BinOp) else ""


def queries(source: str) -> list[str]:
    """What is put into the text of a query: `{table}` in an f-string, something joined with + or %, or .format(…)."""
    tree = ast.parse(source)
    found: list[str] = []
    texts = {
        t.id: n.value for n in ast.walk(tree) if isinstance(n, ast.Assign) for t in n.targets if isinstance(t, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
            begins = _first(node)
            if not begins and parts and isinstance(parts[0], ast.Name) and parts[0].id in texts:
                begins = _first(texts[parts[0].id])
            found += [ast.unparse(part) for part in parts] if SQL.match(begins) else []
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod) and SQL.match(_first(node)):
            found.append(ast.unparse(node.right))
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("format", "replace", "join")
        ):
            found += [ast.unparse(node)] if SQL.match(_first(node.func.value)) else []
    return found


def shells(source: str) -> list[str]:
    """Commands through a shell, or as one text."""
    found = []
    for name, call in calls(source):
        if (
            any(word.arg == "shell" for word in call.keywords)
            or re.match(r"os\.(system|popen|exec|spawn)|subprocess\.get", name)
            or (name.startswith("subprocess.") and call.args and isinstance(call.args[0], ast.Constant | ast.JoinedStr))
        ):
            found.append(ast.unparse(call))
    return found


def running_text(source: str) -> list[str]:
    """Text that becomes a program or an object: eval, pickle, a template from a string."""
    made = [
        name
        for name, _call in calls(source)
        if name in RUNS_TEXT or name.endswith(("render_template_string", ".from_string"))
    ]
    return made + sorted(name for name in imports(source) if name in UNSAFE_MODULES)


def redirects(source: str) -> list[str]:
    """Redirects whose address does not begin, in the source, with a path of ours."""
    found = []
    for name, call in calls(source):
        if name != "redirect":
            continue
        address = call.args[0]
        for branch in (address.body, address.orelse) if isinstance(address, ast.IfExp) else (address,):
            inner = ast.unparse(branch.func) if isinstance(branch, ast.Call) else ""
            if inner not in ("url_for", "page_of") and not re.match(r"/[a-zA-Z]", _first(branch)):
                found.append(ast.unparse(branch))
    return found


def weak_random(source: str) -> list[str]:
    """Generators that can be foreseen."""
    weak = {"random", "uuid.uuid1", "numpy.random", "gevent.monkey.random"}
    return sorted(imports(source) & weak) + [name for name, _call in calls(source) if name in ("uuid.uuid1", "uuid1")]


def other_hashes(source: str) -> list[str]:
    """Any digest but SHA-256."""
    found = []
    for name, call in calls(source):
        if re.fullmatch(r"hashlib\.\w+", name) and name not in ("hashlib.sha256", "hashlib.file_digest"):
            found.append(name)
        if name in ("hashlib.file_digest", "hmac.digest", "hmac.new") and "sha256" not in ast.unparse(call):
            found.append(ast.unparse(call))
        if name.startswith("hashes.") and name != "hashes.SHA256":
            found.append(name)
    return found


def network(source: str) -> list[str]:
    """Modules that call others."""
    return sorted(imports(source) & NETWORK) + [
        name for name, _call in calls(source) if name.endswith("create_connection")
    ]


def bodies(source: str) -> list[str]:
    """A body read past the shared reader."""
    return re.findall(r"request\.(?:get_json|json|get_data|data|stream)\b", source)


def anywhere(source: str) -> list[str]:
    """A value from whatever part of a request has one of that name."""
    return re.findall(r"request\.values\b", source)


def logged(source: str) -> list[str]:
    """A secret given to the log, told by its name."""
    found = []
    for name, call in calls(source):
        if re.fullmatch(r"(log|logging\.getLogger\(.*\))\.(debug|info|warning|error|exception|critical|log)", name):
            given = [node for word in [*call.args, *(k.value for k in call.keywords)] for node in ast.walk(word)]
            names = {node.id for node in given if isinstance(node, ast.Name)} | {
                n.attr for n in given if isinstance(n, ast.Attribute)
            }
            found += sorted(names & SECRET_NAMES)
    return found


def compared(source: str) -> list[str]:
    """A secret compared with ==, which takes the longer the more of it is right."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq):
            sides = (node.left, *node.comparators)
            names = {
                s.id if isinstance(s, ast.Name) else s.attr for s in sides if isinstance(s, ast.Name | ast.Attribute)
            }
            if names & {"secret", "digits", "cookie", "token", "password"} and not any(
                isinstance(s, ast.Constant) for s in sides
            ):
                found.append(ast.unparse(node))
    return found


def unescaped(source: str) -> list[str]:
    """A template or a Python file that lets text through as HTML."""
    return re.findall(r"\|\s*safe\b|\bMarkup\(|autoescape\s+false|autoescape=False", source)


def html_makers(source: str) -> list[str]:
    """A script that makes HTML from text."""
    return re.findall(HTML_MAKERS, source)


def runners(source: str) -> list[str]:
    """A script that makes a program from text."""
    return re.findall(RUNNERS, source)


def foreign(source: str) -> list[str]:
    """A page, style or script that loads from elsewhere. The name of SVG is a name and no address."""
    text = source.replace("http://www.w3.org/2000/svg", "")
    return re.findall(r"""(?:src=|href=|url\(|fetch\(|import\s|from\s)\s*["'`]?((?:https?:)?//[\w.]+)""", text)


def windows_talk(source: str) -> list[str]:
    """What one window or worker says to another and hears from it, besides the ports and channels that an object has."""
    return re.findall(
        r"\b(?:window|parent|opener|top)\s*\.\s*(?:postMessage|addEventListener\(\s*[\"']message)|"
        r"contentWindow|(?<![.\w])addEventListener\(\s*[\"']message[\"']|(?<![.\w])onmessage\s*=",
        source,
    )


def private_keys(source: str) -> list[str]:
    """A key, or something that looks like one, in a file that is committed."""
    return re.findall(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bghp_\w{36}\b", source)


RULES: dict[Callable[[str], list[str]], tuple[str, ...]] = {
    queries: (
        'db.query(f"select * from guest where name = \'{name}\'")', 'sql = "delete from guest where id = " + key',
        'db.execute("select * from %s" % table)', 'x = "update guest set name = {}".format(name)',
        'sql = "select 1 from a"\nfor row in db.query(f"{sql} where b = {c}"): pass',
    ),
    shells: ('subprocess.run(words, shell=True)', 'os.system("ls " + name)', 'subprocess.run(f"ls {name}")', "os.popen(x)"),
    running_text: ("eval(text)", "import pickle", "from pickle import loads", "render_template_string(text)", "env.from_string(x)"),
    redirects: ("redirect(request.args['next'])", "redirect(f'{place}/x')", "redirect('//evil.example')", "redirect(a if b else c)"),
    weak_random: ("import random", "from random import choice", "import uuid\nuuid.uuid1()"),
    other_hashes: ("hashlib.md5(x)", "hashlib.new('sha1')", "hmac.new(k, m, 'md5')", "key.sign(x, hashes.SHA1())"),
    network: ("import requests", "from urllib.request import urlopen", "socket.create_connection(x)"),
    bodies: ("request.get_json()", "x = request.json['a']", "request.data"),
    anywhere: ("request.values['id']",),
    logged: ('log.info("code %s", code)', 'log.warning("x", extra={"facts": {"a": device.secret}})', 'log.error(f"{link}")'),
    compared: ("if secret == sent: pass", "if row.token != token: pass"),
    unescaped: ("{{ name | safe }}", "{{ name|safe }}", "Markup(name)", "{% autoescape false %}"),
    html_makers: ("box.innerHTML = text", "document.write(x)", "new DOMParser().parseFromString(x)", "frame.srcdoc = x"),
    runners: ("eval(x)", "new Function(x)", 'setTimeout("go()", 5)', 'a.href = "javascript:go()"'),
    foreign: ('<script src="https://cdn.example/x.js">', "@import 'x'; a { background: url(//cdn.example/x.png) }", 'fetch("https://x.example")'),
    windows_talk: (
        "parent.postMessage(x, '*')", 'window.addEventListener("message", hear)', "frame.contentWindow.x()",
        'addEventListener("message", hear)', "onmessage = hear",
    ),
    private_keys: ("-----BEGIN EC PRIVATE " + "KEY-----", "-----BEGIN PRIVATE " + "KEY-----"),
}  # fmt: skip
"""Rule → offences that it must find."""
