"""Forms in which people paste credentials: T a token, I an ID, S a secret, P a path, K its key, all made up."""
# ruff: noqa: E501, E741  # a form reads best on one line

import random

import pytest

from validator import check_credentials, load_contract

CONTRACT = load_contract("bigcommerce-huboo")
CHANCE = random.Random(11)  # the same values every time
BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


def _made(length: int, characters: str = BASE36) -> str:
    return "".join(CHANCE.choice(characters) for _ in range(length))


T, I, S, K = _made(31), _made(31), _made(64, BASE36[:16]), _made(10)
T2, I2, S2, K2 = _made(31), _made(31), _made(64, BASE36[:16]), _made(10)
P, P2 = (f"https://api.bigcommerce.com/stores/{key}/v3/" for key in (K, K2))
FILE = (
    f"ACCESS TOKEN: {T}\nCLIENT NAME: Huboo\nCLIENT ID: {I}\nCLIENT SECRET: {S}\nNAME: Huboo\nAPI PATH: {P}\n"
)
OTHER = f"ACCESS TOKEN: {T2}\nCLIENT NAME: Huboo\nCLIENT ID: {I2}\nCLIENT SECRET: {S2}\nNAME: Huboo\nAPI PATH: {P2}\n"
WHOLE = {"access_token": T, "client_id": I, "client_secret": S, "api_path": P}

COMPLETE = {
    "mail": "> " + FILE.replace("\n", "\n> "),
    "mail broken at 76": f">> ACCESS TOKEN: {T}\n>> CLIENT ID: {I}\n>> CLIENT SECRET: {S[:61]}\n>> {S[61:]}\n>> API PATH: {P}",
    "pdf column": f"ACCESS TOKEN: {T[:20]}\n{T[20:]}\nCLIENT ID: {I}\nCLIENT SECRET: {S[:32]}\n{S[32:]}\n"
    f"API PATH: https://api.bigcommerce.com/sto\nres/{K}/v3/",
    "dashes": f"• Access token – {T}\n• Client ID – {I}\n• Client secret – {S}\n• API path – {P}",
    "numbered": f"1. Access Token: {T}\n2) Client ID: {I}\n(3) Client Secret: {S}\n4. API Path: {P}",
    "table": f"| Field | Value |\n|---|---|\n| Access token | {T} |\n| Client ID | `{I}` |\n| Client secret | {S} |\n| API path | {P} |",
    "tabs": f"Access token\t{T}\nClient ID\t{I}\nClient secret\t{S}\nAPI path\t{P}",
    "header row, commas": f"access_token,client_id,client_secret,api_path\n{T},{I},{S},{P}",
    "header row, tabs": f"Access token\tClient ID\tClient secret\tAPI path\n{T}\t{I}\t{S}\t{P}",
    "header row, pipes": f"| Access token | Client ID | Client secret | API path |\n|---|---|---|---|\n| {T} | {I} | {S} | {P} |",
    "header row, spaces": f"Access token Client ID Client secret API path\n{T} {I} {S} {P}",
    "header row with a stranger": f"Shop;Access token;Client ID;Client secret;API path\nMine;{T};{I};{S};{P}",
    "rows of commas": f"access_token,{T}\nclient_id,{I}\nclient_secret,{S}\napi_path,{P}",
    "quoted commas": f'"ACCESS TOKEN","{T}"\n"CLIENT ID","{I}"\n"CLIENT SECRET","{S}"\n"API PATH","{P}"',
    "define": f"define('BC_ACCESS_TOKEN', '{T}');\ndefine('BC_CLIENT_ID', '{I}');\ndefine('BC_CLIENT_SECRET', '{S}');\ndefine('BC_API_PATH', '{P}');",
    "json": f'{{"access_token": "{T}", "client_id": "{I}", "client_secret": "{S}", "api_path": "{P}"}}',
    "json in json": f'"{{\\"access_token\\":\\"{T}\\",\\"client_id\\":\\"{I}\\",\\"client_secret\\":\\"{S}\\",\\"api_path\\":\\"{P}\\"}}"',
    "json with escaped slashes": f'{{"access_token":"{T}","client_id":"{I}","client_secret":"{S}","api_path":"{P}"}}'.replace("/", "\\/"),
    "json in a sentence": f'Here it is {{"access_token":"{T}","client_id":"{I}","client_secret":"{S}","api_path":"{P}"}} thanks',
    "ruby": f"access_token: '{T}', client_id: '{I}', client_secret: '{S}', api_path: '{P}'",
    "shell": f"export BC_AUTH_TOKEN={T}\nexport BC_CLIENT_ID={I}\nexport BC_CLIENT_SECRET={S}\nexport BC_API_PATH={P}",
    "headers": f"X-Auth-Token: {T}\nX-Auth-Client: {I}\nClient-Secret: {S}\nGET {P}",
    "xml": f"<access_token>{T}</access_token>\n<client_id>{I}</client_id><client_secret>{S}</client_secret>\n<api_path>{P}</api_path>",
    "html": f"<p><b>Access token:</b> {T}<br><b>Client ID:</b> {I}<br><b>Client secret:</b> {S}<br>API path: <a href='{P}'>{P}</a></p>",
    "markdown": f"**ACCESS TOKEN:** `{T}`\n**CLIENT ID:** `{I}`\n**CLIENT SECRET:** `{S}`\n**API PATH:** [{P}]({P})",
    "sentences": f"Your access token is {T} and the client ID is {I}. The client secret is {S}. API path: {P}.",
    "arrows": f"access token -> {T}\nclient id -> {I}\nclient secret => {S}\napi path → {P}",
    "value below": f"Access token\n\n{T}\n\nClient ID\n\n{I}\n\nClient secret\n\n{S}\n\nAPI path\n\n{P}\n",
    "columns copied as columns": f"Access token\nClient ID\nClient secret\nAPI path\n{T}\n{I}\n{S}\n{P}\n",
    "label behind": f"{T} (access token)\n{I} (client ID)\n{S} (client secret)\n{P} (API path)",
    "smart quotes": f"ACCESS TOKEN: “{T}”\nCLIENT ID: ‘{I}’\nCLIENT SECRET: «{S}»\nAPI PATH: „{P}”",
    "full-width labels": f"ＡＣＣＥＳＳ　ＴＯＫＥＮ：{T}\nCLIENT ID：{I}\nCLIENT SECRET：{S}\nAPI PATH：{P}",
    "a space inside": FILE.replace(T, f"{T[:9]} {T[9:]}"),
    "a soft hyphen inside": FILE.replace(T, f"{T[:9]}\u00ad{T[9:]}"),
    "punctuation": f"ACCESS TOKEN: {T}.\nCLIENT ID: ({I})\nCLIENT SECRET: <{S}>\nAPI PATH: <{P}>",
    "twice the same": FILE + "\n> " + FILE.replace("\n", "\n> "),
    "a name full of labels": FILE.replace("Huboo", "Huboo: ACCESS TOKEN: CLIENT ID: x"),
    "other services beside it": f"STRIPE_CLIENT_SECRET=sk_{_made(30)}\nGOOGLE_CLIENT_ID=1-a.apps.example.com\nWEBHOOK_SECRET={_made(31)}\n{FILE}",
    "chat": f"[10:32] Jan: ACCESS TOKEN: {T}\n[10:33] Jan: CLIENT ID: {I}\n[10:33] Jan: CLIENT SECRET: {S}\n[10:34] Jan: API PATH: {P}",
    "comments": f"# ACCESS TOKEN: {T}\n; CLIENT ID: {I}\n-- CLIENT SECRET: {S}\nREM API PATH: {P}",
    "labels in one word": f"ACCESSTOKEN={T}\nCLIENTID={I}\nCLIENTSECRET={S}\nAPIPATH={P}",
    "yaml": f"bigcommerce:\n  access_token: {T}\n  client_id: {I}\n  client_secret: {S}\n  api_path: {P}",
    "line ends written out": FILE.replace("\n", "\\n"),
    "an example and the real thing": f"ACCESS TOKEN: your_token_here\n{FILE}",
    "a cut copy and the whole": f"Access token: {T[:12]}...\n{FILE}",
}  # fmt: skip

# The verdict, and the codes (with the field they are about) that must be said; nothing else but notes may be.
OTHERWISE = {
    "a key in place of the path": (f"accessToken={T}\nclientId={I}\nclientSecret={S}\nstoreHash={K}", "incomplete", {("path-derived", "api_path")}),
    "the panel's address beside it": (f"https://store-{K}.mybigcommerce.com/manage\nClient ID\n{I}\nClient secret\n{S}\nAccess token\n{T}\nDone", "incomplete", {("path-derived", "api_path")}),
    "bare values": (f"{T}\n{I}\n{S}\n{P}\n", "incomplete", {("unlabelled", "access_token"), ("unlabelled", "client_id")}),
    "curl": (f"curl '{P}' -H 'X-Auth-Token: {T}' -H 'X-Auth-Client: {I}'", "incomplete", {("missing", "client_secret")}),
    "nothing behind the label": (FILE.replace(T, ""), "incomplete", {("missing", "access_token")}),
    "null": (f'{{"access_token": null, "client_id": "{I}", "client_secret": "{S}", "api_path": "{P}"}}', "incomplete", {("missing", "access_token")}),
    "two stores": (FILE + "\n" + OTHER, "incomplete", {("several-stores", None), ("several-accounts", None)} | {("conflicting-values", field) for field in WHOLE}),
    "the token twice": (FILE.replace(I, T), "incomplete", {("same-value", "access_token"), ("same-value", "client_id")}),
    "an old secret": (FILE.replace(S, I2), "complete", {("old-secret", "client_secret")}),
    "a description": (FILE.replace(T, "see the attached file"), "malformed", {("placeholder", "access_token")}),
    "hidden values": (FILE.replace(T, "•" * 16).replace(S, S[:4] + "*" * 12 + S[-4:]), "malformed", {("placeholder", "access_token"), ("truncated", "client_secret")}),
    "capitals": (FILE.replace(T, T.upper()), "malformed", {("upper-case", "access_token")}),
    "zero or o": (FILE.replace(S, S.replace("0", "o")), "malformed", {("zero-or-o", "client_secret")}),
    "secret as token": (FILE.replace(T, S), "malformed", {("swapped", "access_token")}),
    "token and secret": (FILE.replace(T, "?").replace(S, T).replace("?", S), "malformed", {("swapped", "access_token"), ("swapped", "client_secret")}),
    "path and token": (FILE.replace(T, "?").replace(P, T).replace("?", P), "malformed", {("swapped", "access_token"), ("swapped", "api_path")}),
    "a storefront token": (FILE.replace(T, "eyJ0eXAiOiJKV1QiLCJh.eyJjaWQiOjEsImNvcnMi.abc-def"), "malformed", {("storefront-token", "access_token")}),
    "a legacy token": (FILE.replace(T, _made(40, BASE36[:16])), "malformed", {("legacy", "access_token")}),
    "nothing but prose": ("Please keep your access token and client secret safe.", "unreadable", {("nothing-found", None)}),
    "storefront alone": ("eyJ0eXAiOiJKV1QiLCJh.eyJjaWQiOjEsImNvcnMi.abc-def", "wrong-kind", {("storefront-token", None)}),
    "legacy alone": (f"Username: huboo\nAPI Token: {_made(40, BASE36[:16])}", "wrong-kind", {("legacy", None)}),
    "payments": (f"Authorization: PAT {_made(40)}\nhttps://payments.bigcommerce.com/stores/{K}/payments", "wrong-kind", {("payments-token", None)}),
    "account scopes": ("account_stores_read account_users_read", "wrong-kind", {("account-level", None)}),
    "stencil": (f'{{"accessToken": "{T}"}}', "wrong-kind", {("stencil-cli", None)}),
    "app": (f'{{"access_token":"{T}","scope":"store_v2_orders","context":"stores/{K}"}}', "wrong-kind", {("app-oauth-response", None)}),
}  # fmt: skip


@pytest.mark.parametrize("name", COMPLETE)
def test_whole_pastes_are_read_in_every_form(name: str) -> None:
    report = check_credentials(COMPLETE[name], CONTRACT)
    assert {state.id: state.value for state in report.fields} == WHOLE, report.findings
    assert report.verdict == "complete"
    assert {finding.severity for finding in report.findings} <= {"note"}


@pytest.mark.parametrize("name", OTHERWISE)
def test_what_is_wrong_is_said_and_nothing_else(name: str) -> None:
    text, verdict, said = OTHERWISE[name]
    report = check_credentials(text, CONTRACT)
    assert report.verdict == verdict
    assert {(found.code, found.field) for found in report.findings if found.severity != "note"} == said


def test_the_name_of_the_file_tells_id_from_token() -> None:
    name = f"BigCommerceAPI-credentials-{I}- (1).txt"
    report = check_credentials(f"{T}\n{I}\n{S}\n{P}\n", CONTRACT, file_name=name)
    assert {state.id: state.value for state in report.fields} == WHOLE
    report = check_credentials(OTHER, CONTRACT, file_name=name)
    assert [found.code for found in report.findings] == ["name-mismatch"]
    assert check_credentials(FILE, CONTRACT, file_name=name).findings == ()
    assert check_credentials(OTHER, CONTRACT, file_name="notes.txt").findings == ()


def test_repairs_are_offered() -> None:
    report = check_credentials(FILE.replace(T, S).replace(f"SECRET: {S}", f"SECRET: {T}"), CONTRACT)
    assert (report.state("access_token").suggestion, report.state("client_secret").suggestion) == (T, S)
    report = check_credentials(FILE.replace(T, T[:-1] + "O"), CONTRACT)
    assert report.state("access_token").suggestion is None


@pytest.mark.parametrize(("start", "code"), [
    (b"\x89PNG\r\n\x1a\n", "picture-file"), (b"\xff\xd8\xff\xe0", "picture-file"), (b"%PDF-1.7\n", "pdf-file"),
    (b"PK\x03\x04....word/document.xml", "document-file"), (b"PK\x03\x04....xl/workbook.xml", "spreadsheet-file"),
    (b"PK\x03\x04....notes.txt", "archive-file"), (b"{\\rtf1\\ansi", "document-file"), (b"\x1f\x8b\x08", "archive-file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document-file"), (b"\x01\x02\x03\x7f\x05" * 3, "binary-file"), (b"", "empty"),
    (b" \r\n\t", "empty"), (b"RIFF\x00\x00\x00\x00WEBP", "picture-file"), (b"a " * 40_000, "too-large"),
])  # fmt: skip
def test_what_is_no_text_is_called_what_it_is(start: bytes, code: str) -> None:
    report = check_credentials(start, CONTRACT)
    assert (report.verdict, report.kind, [found.code for found in report.findings]) == (
        "unreadable",
        "unknown",
        [code],
    )
