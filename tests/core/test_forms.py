"""Forms in which people paste credentials: T a token, I an ID, S a secret, P a path, K its key, all made up."""
# ruff: noqa: E501, E741  # a form reads best on one line

import base64
import quopri
import random
from collections.abc import Callable

import pytest

from validator import check_credentials, load_contract, load_words
from validator.words import languages

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
LABELLED = (("ACCESS TOKEN", T), ("CLIENT ID", I), ("CLIENT SECRET", S), ("API PATH", P))


def _each(write: Callable[[str, str], str], join: str = "\n") -> str:
    return join.join(write(label, value) for label, value in LABELLED)


WHOLE = {"access_token": T, "client_id": I, "client_secret": S, "api_path": P}

COMPLETE = {
    "the last letter below": FILE.replace(T, f"{T[:30]}\n{T[30:]}"),
    "the last letter below, quoted": FILE.replace(T, f"{T[:30]}\n> {T[30:]}"),
    "common words as labels": f"token: {T}\nid: {I}\nsecret: {S}\npath: {P}",
    "common words without signs": f"Token {T}\nClient {I}\nSecret {S}\n{P}",
    "a file beside the scopes of its account": FILE + "\nscope: store_v2_orders store_v2_products",
    "a file, and new numbers of something else": FILE + f"\nNew order: 12345\nNew webhook secret: {S2}\nInstead of order {K2} send order {K}",
    "one account whose names say demo": _each(lambda label, value: f"{label.replace(' ', '_')}_DEMO={value}"),
    "other services' secrets beside it": f"{FILE}\nShopify – client secret: {S2}\nClient ID (PayPal): {I2}\nOrder token: {T2}\nsha256 {S2[::-1]}\n",
    "an account named for a service, on one line": FILE.replace("Huboo", "Shopify").replace("\n", " "),
    "a note that names ours and another": _each(lambda label, value: f"{label} (BigCommerce, not Shopify): {value}"),
    "sums of files beside it": f"{FILE}\n{S2}  BigCommerceAPI-credentials.txt\nthe checksum is {S2[::-1]}",
    "rows numbered on lines of their own, beside short values": f"1\nAccess token\n{T}\n2\nClient ID\n{I}\n3\nClient secret\n{S}\n4\nAPI path\n{P}",
    **{f"a note beside each label: {note}": _each(lambda label, value, note=note: f"{label} ({note}): {value}") for note in ("keep secret!", "not the token", "secret", "geheim", "segreto", "secreto", "секретний", "client's secret or token", "sekret")},
    "a note beside each label, values below": _each(lambda label, value: f"{label} (secret)\n{value}"),
    **{f"a note behind a dash: {note}": FILE.replace("ACCESS TOKEN:", f"Access token – {note}:") for note in ("secret", "geheim", "segreto", "secreto")},
    "defaults of a program's settings": _each(lambda label, value: f'{label.replace(" ", "_")} = os.getenv("{label.replace(" ", "_")}", "{value}")'),
    "defaults of a program's settings, in brackets": _each(lambda label, value: f'{label.replace(" ", "_")} = settings["{label.replace(" ", "_")}", "{value}"]'),
    "names and values on lines of their own": "[\n" + _each(lambda label, value: f'  {{\n    "name": "{label.replace(" ", "_")}",\n    "value": "{value}"\n  }},') + "\n]",
    **{f"names and values of a list behind {before!r}": before + _each(lambda label, value, before=before: f'  - name: {label.replace(" ", "_")}\n{before}    value: "{value}"', "\n" + before) for before in ("", "> ", "// ", "# ", "\t", "\u2502 ")},
    "names and values, then a password": _each(lambda label, value: f"- name: {label.replace(' ', '_')}\n  value: {value}") + "\n\nLogin: anna@example.com\nPassword: Xk29!fjq",
    **{f"a header row behind {before!r}": f"{before}| ACCESS TOKEN | CLIENT ID | CLIENT SECRET | API PATH |\n{before}| --- | --- | --- | --- |\n{before}| {T} | {I} | {S} | {P} |" for before in ("> ", ">", "// ", "# ", "\u2502 ")},
    **{f"a chat behind {before!r}": "\n".join(f"{before}[10:14, 12/03/2026] Anna: {part}" for pair in LABELLED for part in pair) for before in ("> ", "// ", "\t", "      ", "\u2502 ")},
    "an ID in Ukrainian": FILE.replace("CLIENT ID", "Клієнтський ID"),
    "words around a common one": FILE.replace("CLIENT SECRET", "Geheim van client"),
    "an ID with dots": FILE.replace("CLIENT ID", "Client I.D."),
    "an account named for a service, values below": "ACCESS TOKEN\n\n" + T + "\n\nNAME\n\nShopify\n\n" + "\n\n".join((f"CLIENT ID\n\n{I}", f"CLIENT SECRET\n\n{S}", f"API PATH\n\n{P}")),
    "all of it below a service's name": f"Shopify\n{FILE}",
    "another service's three values": f"{FILE}\nSHOPIFY_ACCESS_TOKEN={T2}\nSHOPIFY_CLIENT_ID={I2}\nSHOPIFY_CLIENT_SECRET={S2}",
    "the number of an order beside": FILE + "\nid: 12345",
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
    "no line ends, small letters": f"Access Token:{T}Client ID:{I}Client Secret:{S}API Path:{P}",
    "a broken address that begins with a slash": f"ACCESS TOKEN: {T}\nCLIENT ID: {I}\nCLIENT SECRET: {S}\nAPI PATH: https://api.bigcommerce.com\n/stores/{K}/v3/",
    "a secret broken on a line of everything": f"ACCESS TOKEN: {T} CLIENT ID: {I} CLIENT SECRET: {S[:40]}\n{S[40:]} NAME: Huboo API PATH: {P}",
    "two names for each, with a head": f"| Field | Header | Value |\n|---|---|---|\n| Access token | X-Auth-Token | {T} |\n| Client ID | X-Auth-Client | {I} |\n| Client secret | CLIENT SECRET | {S} |\n| API path | API PATH | {P} |",
    "two names for each, below each other": f"Token dostępu\nACCESS TOKEN\n{T}\nIdentyfikator klienta\nCLIENT ID\n{I}\nHasło klienta\nCLIENT SECRET\n{S}\nŚcieżka API\nAPI PATH\n{P}",
    "two names for each": f"| Client ID | Identyfikator klienta | {I} |\n| Client secret | Hasło klienta | {S} |\n| Access token | Token dostępu | {T} |\n| API path | Ścieżka API | {P} |",
    "a password program's list": f'folder,favorite,type,name,notes,fields\n,,note,BC,,"Access Token: {T}\nClient ID: {I}\nClient Secret: {S}\nAPI Path: {P}"',
    "tags of an unknown kind": f"<config><accessToken>{T}</accessToken><clientId>{I}</clientId><clientSecret>{S}</clientSecret><apiPath>{P}</apiPath></config>",
    "a database's line": f"INSERT INTO settings (access_token, client_id, client_secret, api_path) VALUES ('{T}', '{I}', '{S}', '{P}');",
    "a database's line, and one more": f"(access_token, client_id, client_secret) VALUES ('{T}', '{I}', '{S}')\nAPI path: {P}",
    "a database's two lines": f"INSERT INTO `settings` (`client_id`, `client_secret`, `access_token`, `api_path`)\nVALUES ('{I}', '{S}', '{T}', '{P}');",
    "all at once": f'access_token, client_id, client_secret, api_path = "{T}", "{I}", "{S}", "{P}"',
    "labels in a row, values below": f"Client ID / client secret / access token / API path\n{I}\n{S}\n{T}\n{P}",
    "a page's source on one line": f"<table><tr><th>Access token</th><th>Client ID</th><th>Client secret</th><th>API path</th></tr><tr><td>{T}</td><td>{I}</td><td>{S}</td><td>{P}</td></tr></table>",
    "Polish, in other cases": f"Wartość tokenu dostępu: {T}\nWartość identyfikatora klienta: {I}\nWartość hasła klienta: {S}\nAdres ścieżki API: {P}",
    "rows of commas": f"access_token,{T}\nclient_id,{I}\nclient_secret,{S}\napi_path,{P}",
    "quoted commas": f'"ACCESS TOKEN","{T}"\n"CLIENT ID","{I}"\n"CLIENT SECRET","{S}"\n"API PATH","{P}"',
    "define": f"define('BC_ACCESS_TOKEN', '{T}');\ndefine('BC_CLIENT_ID', '{I}');\ndefine('BC_CLIENT_SECRET', '{S}');\ndefine('BC_API_PATH', '{P}');",
    "signs written as numbers": FILE.replace("/", "&#x2F;").replace(":", "&#58;"),
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
    "values above their labels, a button between": f"{T}\nAccess token\n{I}\nClient ID\n{S}\nShow\nClient secret\n{P}\nAPI path",
    "values above their labels, one without": f"{T}\nAccess token\n{I}\nClient ID\n{S}\n{P}\nAPI path",
    "line ends written out beside others": f'{{\n  "id": 1,\n  "note": "ACCESS TOKEN: {T}\\nCLIENT ID: {I}\\r\\nCLIENT SECRET: {S}\\nAPI PATH: {P}",\n}}',
    "line ends within quotes": _each(lambda label, value: f'BC_{label.replace(" ", "_")}="{value}\\n"'),
    "one line, and a name that ends like a label": FILE.replace("NAME: Huboo\nAPI", "NAME: Huboo token\nAPI").replace("\n", " "),
    **{f"names that end in {end}": _each(lambda label, value, end=end: f"BC_{label.replace(' ', '_')}_{end}={value}") for end in ("PL", "MAIN", "B2B", "SHOP1", "V3")},
    "names before which neutral words differ": f"NEXT_PUBLIC_BC_ACCESS_TOKEN={T}\nBIGCOMMERCE_CLIENT_ID={I}\nBC_APP_CLIENT_SECRET={S}\nBIGCOMMERCE_STORE_API_PATH={P}",
    "one line, and a name that says old": FILE.replace("NAME: Huboo\nAPI", "NAME: Huboo old\nAPI").replace("\n", " "),
    "smart quotes": f"ACCESS TOKEN: “{T}”\nCLIENT ID: ‘{I}’\nCLIENT SECRET: «{S}»\nAPI PATH: „{P}”",
    "full-width labels": f"ＡＣＣＥＳＳ　ＴＯＫＥＮ：{T}\nCLIENT ID：{I}\nCLIENT SECRET：{S}\nAPI PATH：{P}",
    "a space inside": FILE.replace(T, f"{T[:9]} {T[9:]}"),
    "bold and slanted": FILE.replace(T, f"___{T}___"),
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
    "signs of a page": _each(lambda label, value: f"&gt; {label}:&nbsp;{value}"),
    "a mail": f"From: Jan <jan@shop.example>\nSent: Monday, 3 March 2025 10:12\nSubject: BigCommerce API\n\nHi,\n{FILE}\nRegards,\nJan",
    "a Polish mail": f"Od: Jan <jan@sklep.example>\nWysłano: 3 marca 2025\nTemat: klucze API\n\nDzień dobry, przesyłam dane:\n{FILE}--\nPozdrawiam\nJan, tel. 600 100 200",
    "a mail's source": _each(lambda label, value: f"{label}=3D{value}"),
    "a mail's source, broken": FILE.replace(S, f"{S[:50]}=\n{S[50:]}"),
    "a chat's marks": f"ACCESS TOKEN: `{T}`\nCLIENT ID: `{I}`\nCLIENT SECRET: ```{S}```\nAPI PATH: <{P}|api.bigcommerce.com/stores/{K}/v3>",
    "a chat's times": _each(lambda label, value: f"[3.03.2025, 10:32:11] Jan: {label}: {value}"),
    "a guarded link beside it": FILE.replace(P, f"{P}<https://links.example/?url=https%3A%2F%2Fapi.bigcommerce.com%2Fstores%2F{K}%2Fv3%2F&data=05>"),
    "a guarded link alone": FILE.replace(P, f"https://links.example/?url=https%3A%2F%2Fapi.bigcommerce.com%2Fstores%2F{K}%2Fv3%2F&data=05%7C01"),
    "percent signs": FILE.replace(P, f"https%3A%2F%2Fapi.bigcommerce.com%2Fstores%2F{K}%2Fv3%2F"),
    "a sheet's bullets": _each(lambda label, value: f"●\t{label}: {value}"),
    "a sheet's formulas": _each(lambda label, value: f'{label}\t="{value}"'),
    "a sheet's apostrophes": _each(lambda label, value: f"{label}\t'{value}"),
    "a sheet with remarks": "Pole\tWartość\tUwagi\n" + _each(lambda label, value: f"{label}\t{value}\tskopiowane 3.03"),
    "semicolons": _each(lambda label, value: f'"{label}";"{value}"'),
    "header row, semicolons": f"ACCESS TOKEN;CLIENT NAME;CLIENT ID;CLIENT SECRET;NAME;API PATH\n{T};Huboo;{I};{S};Huboo;{P}",
    "header row, quotes": f'"ACCESS TOKEN","CLIENT NAME","CLIENT ID","CLIENT SECRET","NAME","API PATH"\n"{T}","Huboo","{I}","{S}","Huboo","{P}"',
    "French signs": _each(lambda label, value: f"{label}\u00a0: «\u00a0{value}\u00a0»"),
    "dots": _each(lambda label, value: f"{label} ........ {value}"),
    "long arrows": _each(lambda label, value: f"{label} ------> {value}"),
    "two spaces": _each(lambda label, value: f"{label.replace(' ', '  ')} :   {value}"),
    "attributes": _each(lambda label, value: f'<setting name="{label}" value="{value}"/>'),
    "inputs of a form": _each(lambda label, value: f'<input name="{label.lower().replace(" ", "_")}" value="{value}">', ""),
    "cells of html": _each(lambda label, value: f"<tr><td>{label}</td><td>{value}</td></tr>"),
    "nested json": f'{{"bigcommerce":{{"credentials":{{"accessToken":"{T}","clientId":"{I}","clientSecret":"{S}","apiPath":"{P}"}}}}}}',
    "values above labels": "\n".join(f"{value}\n{label}" for label, value in LABELLED),
    "values before labels": ", ".join(f"{value} ({label})" for label, value in LABELLED),
    "values and names": "[" + _each(lambda label, value: f'{{"value":"{value}","name":"{label}"}}', ",") + "]",
    "a chat, label and value apart": "\n".join(f"[10:12, 24.11.2026] Anna: {part}" for pair in LABELLED for part in pair),
    "a chat's export": _each(lambda label, value: f"24.11.2026, 10:12 - Anna: {label}: {value}"),
    "keepass": _each(lambda label, value: f'<String>\n\t<Key>{label}</Key>\n\t<Value ProtectInMemory="True">{value}</Value>\n</String>'),
    "terraform": _each(lambda label, value: f'variable "{label.lower().replace(" ", "_")}" {{\n  type = string\n  sensitive = true\n  default = "{value}"\n}}'),
    "properties": _each(lambda label, value: f"bigcommerce.{label.lower().replace(' ', '.')}={value}".replace("https:", "https\\:")),
    "fields to fill in": _each(lambda label, value: f"{label} (required)\n{value}"),
    "a sentence below each": _each(lambda label, value: f"{label}\nCopied from the same file\n{value}"),
    "bold sentences, values below": _each(lambda label, value: f"and this is the **{label.lower()}:**\n{value}"),
    "a heading, and a broken value below it": f"Access token for the second store\n{T[:20]}\n{T[20:]}\n\nCLIENT ID: {I}\nCLIENT SECRET: {S}\nAPI PATH: {P}",
    "sentences, values below": _each(lambda label, value: f"and this is the {label.lower()}:\n{value}"),
    "rtf without its head": _each(lambda label, value: f"\\par {label}: {value}", ""),
    "colons lost": _each(lambda label, value: f"{label}{value}"),
    "written for a link": FILE.replace("%", "%25").replace(" ", "%20").replace(":", "%3A").replace("\n", "%0A"),
    "chances to break": FILE.replace(S, f"{S[:32]}<wbr>{S[32:]}"),
    "sections of several services": f"[google]\nclient_id = 1234-abc.apps.example.com\nclient_secret = GOCSPX-{_made(20)}\n\n[bigcommerce]\n{FILE}",
    "a remark about an older token, cut": f"{FILE}We no longer use ACCESS TOKEN: {T2[:22]}\n",
    "a store's number": f"Store hash: {K}\nStore ID: 9778560432\n{FILE}",
    "an address of our own": f"API_URL=https://api.shop.example/v1\n{FILE}",
    "a token of another kind": f"ACCESS_TOKEN_SECRET={_made(64, BASE36[:16])}\nHUBOO_API_TOKEN={_made(40)}\n{FILE}",
    "an app's settings": f'{FILE}{{"context": "stores/{K}", "access_token": "{T}"}}',
    "names and values": "[" + _each(lambda label, value: f'{{"name":"{label}","value":"{value}"}}', ",") + "]",
    "values above two labels, the others beside theirs": f"{T}\nAccess token\n{I}\nClient ID\nCLIENT SECRET: {S}\nAPI PATH: {P}",
    "values above their labels, a button at one of two alike": f"{T}\nAccess token\n{I}\nShow\nClient ID\n{S}\nClient secret\n{P}\nAPI path",
    "a database's line of two": f"(access_token, client_id) VALUES ('{T}', '{I}')\nCLIENT SECRET: {S}\nAPI PATH: {P}",
    "columns of two, and a name": f"Client ID\nAccess token\n{I}\n{T}\nClient name\nClient secret\nHuboo\n{S}\nAPI PATH: {P}",
    "a row without its last cells": f"Access token\tNAME\tClient ID\tClient secret\n{T}\tHuboo\t{I}\nAPI PATH: {P}\nCLIENT SECRET: {S}",
    "a row without its last cell, of two": f"Client secret\tClient ID\tNAME\n{S}\t{I}\nAPI PATH: {P}\nACCESS TOKEN: {T}",
    "a remark in a cell more": f"Access token\tClient ID\n{T}\t{I}\tcopied\nCLIENT SECRET: {S}\nAPI PATH: {P}",
    "a number between label and value": FILE.replace(T, f"\n1\n{T}"),
    "a whole token above two letters": FILE.replace(T, f"{T}\nab"),
    "tags on one line": f"<p><client_id>{I}</client_id> <access_token>{T}</access_token></p>\nCLIENT SECRET: {S}\nAPI PATH: {P}",
    "two values before their labels": f"{T} (access token), {I} (client ID)\nCLIENT SECRET: {S}\nAPI PATH: {P}",
    "header row with a border, values without": f"| Access token | Client ID | Client secret | API path |\n{T} | {I} | {S} | {P}",
    "header row without a border, values with one": f"Access token | Client ID | Client secret | API path\n| {T} | {I} | {S} | {P} |",
    "keys and values": _each(lambda label, value: f'{{"key":"{label}","value":"{value}","enabled":true}}', ",\n"),
    "keys and values, a line each": "[" + _each(lambda label, value: f'{{\n "key": "{label}",\n "value": "{value}"\n}}', ",\n") + "]",
    "labels broken over two lines": f"ACCESS TOKEN: {T} CLIENT NAME: Huboo CLIENT\nID: {I} CLIENT\n> SECRET: {S} NAME: Huboo API\nPATH: {P}",
    "an address broken by a blank": FILE.replace(K, f"{K[:5]} {K[5:]}"),
    "a list of yaml": _each(lambda label, value: f"- name: {label.replace(' ', '_')}\n  value: {value}"),
    "humps with a dollar": f'$AccessToken = "{T}"\n$ClientId = "{I}"\n$ClientSecret = "{S}"\n$ApiPath = "{P}"',
    "variables of a window": f'$env:ACCESS_TOKEN="{T}"; $env:CLIENT_ID="{I}"; $env:CLIENT_SECRET="{S}"; $env:API_PATH="{P}"',
    "constants": _each(lambda label, value: f'private static final String {label.replace(" ", "_")} = "{value}";'),
    "a comment of stars": "/*\n * " + FILE.replace("\n", "\n * ") + "*/",
    "a call": f"new Shop({{ accessToken: process.env.TOKEN || '{T}', clientId: '{I}', clientSecret: '{S}', apiPath: '{P}' }})",
    "a query": f"access_token={T}&client_id={I}&client_secret={S}&api_path=https%3A%2F%2Fapi.bigcommerce.com%2Fstores%2F{K}%2Fv3%2F",
    "no line ends": f"ACCESS TOKEN: {T}CLIENT NAME: HubooCLIENT ID: {I}CLIENT SECRET: {S}NAME: HubooAPI PATH: {P}",
    "no spaces": f"ACCESS TOKEN:{T}CLIENT ID:{I}CLIENT SECRET:{S}API PATH:{P}",
    "groups of eight": FILE.replace(S, " ".join(S[at : at + 8] for at in range(0, 64, 8))),
    "groups of four": FILE.replace(S, " ".join(S[at : at + 4] for at in range(0, 64, 4))),
    "three lines": FILE.replace(S, f"{S[:30]}\n{S[30:55]}\n{S[55:]}"),
    "a hyphen where it breaks": FILE.replace(S, f"{S[:40]}-\n{S[40:]}"),
    "the token twice on its line": FILE.replace(T, f"{T} {T}"),
    "the label twice": FILE.replace(T, f"ACCESS TOKEN: {T}"),
    "a word before it": FILE.replace(T, f"Bearer {T}"),
    "a remark behind it": FILE.replace(T, f"{T} (nie udostępniać)"),
    "line separators": FILE.replace("\n", "\u2028"),
    "old Mac line ends": FILE.replace("\n", "\r"),
    "the address of another kind beside it": f"see https://accounts.bigcommerce.com/tokens\n{FILE}",
    "the key again": f"{FILE}STORE_HASH={K}",
    "names with a word behind": _each(lambda label, value: f"BC_{label.replace(' ', '_')}_PROD={value}"),
    "a button's word between": _each(lambda label, value: f"{label}\nCopy\n{value}"),
    "code below a heading": _each(lambda label, value: f"### {label}\n```\n{value}\n```"),
    "a mail's empty quotes": _each(lambda label, value: f"> {label}:\n>\n> {value}"),
    "tags on lines of their own": _each(lambda label, value: f"<{label.replace(' ', '_')}>\n  {value}\n</{label.replace(' ', '_')}>"),
    "labels broken from values": "\n".join(f"{label}\n{value}".replace(" ", "\n") for label, value in LABELLED),
    "a mail in base64": "Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(FILE.encode()).decode() + "--part--\n",
    "a mail's page": "Content-Transfer-Encoding: quoted-printable\n\n" + quopri.encodestring("<br>".join(f"<b>{label}</b>: {value}" for label, value in LABELLED).encode()).decode(),
    "both versions": f"{FILE}API PATH: {P.replace('v3', 'v2')}",
}  # fmt: skip

# The verdict, and the codes (with the field they are about) that must be said; nothing else but notes may be.
OTHERWISE = {
    "a key in place of the path": (f"accessToken={T}\nclientId={I}\nclientSecret={S}\nstoreHash={K}", "incomplete", {("path-derived", "api_path")}),
    "a key beside another word": (f"new BigCommerce({{ clientId: '{I}', accessToken: '{T}', secret: '{S}', storeHash: '{K}', responseType: 'json' }})", "incomplete", {("path-derived", "api_path")}),
    "a key in a collection": (f'{{"key": "store_hash", "value": "{K}", "type": "string"}}\n{{"key": "access_token", "value": "{T}"}}\n{{"key": "client_id", "value": "{I}"}}\n{{"key": "client_secret", "value": "{S}"}}', "incomplete", {("path-derived", "api_path")}),
    "a key in a sentence": (f"access token: {T}\nclient id: {I}\nclient secret: {S}\n\nThe store hash is {K}, thanks", "incomplete", {("path-derived", "api_path")}),
    "words of one kind": (f"token {T}\nclient id {I}\nsecret {S}\nhash {K}", "incomplete", {("path-derived", "api_path")}),
    "a pair": (f"{I}:{S}\ntoken: {T}\npath: {P}", "incomplete", {("unlabelled", "client_id")}),
    "a row without its first cell": (f"| Access token | Client ID | Client secret | API path |\n|---|---|---|---|\n| | {I} | {S} | {P} |", "incomplete", {("missing", "access_token")}),
    "a row without its last cell": (f"Access token\tClient ID\tClient secret\tAPI path\n{T}\t{I}\t{S}", "incomplete", {("missing", "api_path")}),
    "a row without its last cell, beside other columns": (f"Shop\tClient name\tAccess token\tClient ID\tClient secret\tAPI path\nMine\tHuboo\t{T}\t{I}\t{S}", "incomplete", {("missing", "api_path")}),
    "a row whose last cell is empty": (f"| Access token | Client ID | Client secret | API path |\n|---|---|---|---|\n| {T} | {I} | {S} | |", "incomplete", {("missing", "api_path")}),
    "values above their labels, the first missing": (f"Access token\n{I}\nClient ID\n{S}\nClient secret\n{P}\nAPI path", "incomplete", {("missing", "access_token")}),
    "no key in a sentence": (f"access token: {T}\nclient id: {I}\nclient secret: {S}\n\nThe store hash has 10 letters", "incomplete", {("missing", "api_path")}),
    "the panel's address beside it": (f"https://store-{K}.mybigcommerce.com/manage\nClient ID\n{I}\nClient secret\n{S}\nAccess token\n{T}\nDone", "incomplete", {("path-derived", "api_path")}),
    "bare values": (f"{T}\n{I}\n{S}\n{P}\n", "incomplete", {("unlabelled", "access_token"), ("unlabelled", "client_id")}),
    "curl": (f"curl '{P}' -H 'X-Auth-Token: {T}' -H 'X-Auth-Client: {I}'", "incomplete", {("missing", "client_secret")}),
    "nothing behind the label": (FILE.replace(T, ""), "incomplete", {("missing", "access_token")}),
    "null": (f'{{"access_token": null, "client_id": "{I}", "client_secret": "{S}", "api_path": "{P}"}}', "incomplete", {("missing", "access_token")}),
    "two stores": (FILE + "\n" + OTHER, "incomplete", {("several-stores", None), ("several-accounts", None)} | {("conflicting-values", field) for field in WHOLE}),
    "the token twice": (FILE.replace(I, T), "incomplete", {("same-value", "client_id")}),
    "an old secret": (FILE.replace(S, I2), "complete", {("old-secret", "client_secret")}),
    "a description": (FILE.replace(T, "see the attached file"), "malformed", {("placeholder", "access_token")}),
    "hidden values": (FILE.replace(T, "•" * 16).replace(S, S[:4] + "*" * 12 + S[-4:]), "malformed", {("placeholder", "access_token"), ("truncated", "client_secret")}),
    "capitals": (FILE.replace(T, T.upper()), "malformed", {("upper-case", "access_token")}),
    "a secret cut where a legacy token ends": (FILE.replace(S, f"{S[:40]}…"), "malformed", {("truncated", "client_secret")}),
    "zero or o": (FILE.replace(S, S.replace("0", "o")), "malformed", {("zero-or-o", "client_secret"), ("wrong-characters", "client_secret")}),
    "secret as token": (FILE.replace(T, S), "malformed", {("swapped", "access_token")}),
    "token and secret": (FILE.replace(T, "?").replace(S, T).replace("?", S), "malformed", {("swapped", "access_token"), ("swapped", "client_secret")}),
    "path and token": (FILE.replace(T, "?").replace(P, T).replace("?", P), "malformed", {("swapped", "access_token"), ("swapped", "api_path")}),
    "the token of another shop": (FILE + f"store hash: {K2}\n", "incomplete", {("several-stores", None), ("conflicting-values", "api_path")}),
    "two accounts on one line": ((FILE + OTHER.replace(K2, K)).replace("\n", " "), "incomplete", {("several-accounts", None)} | {("conflicting-values", field) for field in WHOLE if field != "api_path"}),
    "an address cut behind its key": (FILE.replace("/v3/", "..."), "malformed", {("truncated", "api_path")}),
    "a request's path beside it": (f"ACCESS TOKEN: {T}\nCLIENT ID: {I}\nCLIENT SECRET: {S}\nGET /stores/{K}/v3/catalog/products", "incomplete", {("path-derived", "api_path")}),
    "an address without its version above a word": (FILE.replace("v3/\n", "\nRegards\n"), "complete", {("path-no-version", "api_path")}),
    "a cut version": (FILE.replace("/v3/", "/v"), "malformed", {("truncated", "api_path")}),
    "the beginning of a secret": (FILE.replace(S, "1c1c11ca0a77..."), "malformed", {("truncated", "client_secret")}),
    "payments in a storefront's form": ("Authorization: PAT eyJ0eXAiOiJKV1QiLCJh.eyJjaWQiOjEsImNvcnMi.abc-def", "wrong-kind", {("payments-token", None)}),
    "an app's array": (f"[access_token] => {T}\n[scope] => store_v2_orders\n[context] => stores/{K}", "wrong-kind", {("app-oauth-response", None)}),
    "two accounts of one store": (FILE + "\n" + OTHER.replace(K2, K), "incomplete", {("several-accounts", None)} | {("conflicting-values", field) for field in WHOLE if field != "api_path"}),
    "the labelled address of another store": (f"{FILE}Store URL: https://store-{K2}.mybigcommerce.com", "complete", {("several-stores", None)}),
    "the address of another store's panel": (f"{FILE}https://store-{K2}.mybigcommerce.com/manage", "complete", {("several-stores", None)}),
    "the new path of another store": (f"{FILE}Nowa ścieżka: https://api.bigcommerce.com/stores/{K2}/v3/", "incomplete", {("several-stores", None), ("conflicting-values", "api_path")}),
    "empty lines part a label from the next": (f"Access token:\n\n\nClient ID:\n\n{I}\nClient secret:\n\n{S}\nAPI path:\n\n{P}", "incomplete", {("missing", "access_token")}),
    "a cut token above a word of code": (f"export BC_ACCESS_TOKEN={T[:25]}\nexport BC_CLIENT_ID={I}\nexport BC_CLIENT_SECRET={S}\nexport BC_API_PATH={P}", "malformed", {("wrong-length", "access_token")}),
    "a cut token above a greeting": (f"{FILE.replace(T, '')}ACCESS TOKEN: {T[:25]}\nthanks", "malformed", {("wrong-length", "access_token")}),
    "a cut secret above a numbered line": (f"1 ACCESS TOKEN: {T}\n2 CLIENT ID: {I}\n3 CLIENT SECRET: {S[:63]}\n4 API PATH: {P}", "malformed", {("truncated", "client_secret")}),
    "values above their labels, most damaged": (f"{T[:28]}\nAccess token\n{I[:27]}\nClient ID\n{S[:49]}\nClient secret\n{P}\nAPI path", "malformed", {("wrong-length", "access_token"), ("wrong-length", "client_id"), ("wrong-length", "client_secret")}),
    "damaged values above two labels, below a greeting": (f"Hello Jan\n{T[:28]}\nAccess token\n{I[:27]}\nClient ID\n\nAPI PATH: {P}\nCLIENT SECRET: {S}", "malformed", {("wrong-length", "access_token"), ("wrong-length", "client_id")}),
    "more values than labels, and a line more": (f"Access token\nClient ID\n{T}\n{I}\n{T2}\nCLIENT SECRET: {S}\nAPI PATH: {P}", "incomplete", {("unlabelled", "access_token"), ("unlabelled", "client_id")}),
    "columns, one damaged": (f"Access token\nClient ID\n{T[:28]}\n{I}\nCLIENT SECRET: {S}\nAPI PATH: {P}", "malformed", {("wrong-length", "access_token")}),
    "columns, one hidden": (f"Access token\nClient secret\n{T}\n{'•' * 16}\nCLIENT ID: {I}\nAPI PATH: {P}", "malformed", {("placeholder", "client_secret")}),
    "columns, a button for a value": (f"Access token\nClient secret\n{T}\nShow\nCLIENT ID: {I}\nAPI PATH: {P}", "incomplete", {("missing", "client_secret")}),
    "fewer values, as far from one label as from the other": (f"Client ID\n\nAccess token\n\n{T}\n\nCLIENT SECRET: {S}\nAPI PATH: {P}", "incomplete", {("unlabelled", "access_token"), ("unlabelled", "client_id")}),
    "fewer values, nearer to one label": (f"Client ID\n\n\nAccess token\n{T}\n\nCLIENT SECRET: {S}\nAPI PATH: {P}", "incomplete", {("missing", "client_id")}),
    "a short row of two cells": (f"Access token\tClient ID\tClient secret\tAPI path\n{T}\t{I}", "incomplete", {("missing", "client_secret"), ("missing", "api_path")}),
    "a short row in wrong columns": (f"Access token\tClient secret\tClient ID\n{T}\t{I}\nAPI PATH: {P}", "incomplete", {("missing", "client_secret"), ("unlabelled", "client_id")}),
    "a row with a damaged cell": (f"Access token\tClient ID\tClient secret\tAPI path\n{T[:20]}\t{I}\t{S}\t{P}", "malformed", {("wrong-length", "access_token")}),
    "a row with an empty cell": (f"Access token\tClient ID\tClient secret\tAPI path\n{T}\t\t{S}\t{P}", "incomplete", {("missing", "client_id")}),
    "a row with a word for a value": (f"Access token | Client ID | Client secret | API path\n{T} | hidden | {S} | {P}", "malformed", {("placeholder", "client_id")}),
    "a line about another service's token, in its part of a file": (f"CLIENT ID: {I}\nCLIENT SECRET: {S}\nAPI PATH: {P}\n\n[ebay]\nThe new access token\n{T}", "incomplete", {("missing", "access_token")}),
    "another service's table": (f"CLIENT ID: {I}\nCLIENT SECRET: {S}\nAPI PATH: {P}\n\n[ebay]\naccess_token, name\n{T}, x", "incomplete", {("unlabelled", "access_token")}),
    "two sentences below a label": (FILE.replace(T, f"\nCopied from the file\nIt is really the one\n{T}"), "incomplete", {("unlabelled", "access_token")}),
    "a value far below its label": (FILE.replace(T, f"\na\nb\nc\n{T}"), "incomplete", {("unlabelled", "access_token")}),
    "a cut token above a word": (FILE.replace(T, f"{T[:26]}\nhello"), "malformed", {("wrong-length", "access_token")}),
    "a cut token above letters": (FILE.replace(T, f"{T[:26]}\nxkqzv"), "malformed", {("wrong-length", "access_token")}),
    "a token whose last three stand below": (FILE.replace(T, f"{T[:28]}\n{T[28:]}"), "malformed", {("wrong-length", "access_token")}),
    "a key that ends in a slash, and more below": (FILE.replace(P, f"https://api.bigcommerce.com/stores/{K}/\n7a"), "complete", {("path-no-version", "api_path")}),
    "a sentence above a cut token": (FILE.replace(f"ACCESS TOKEN: {T}", f"and this is the **access token:**\n{T[:20]}"), "malformed", {("wrong-length", "access_token")}),
    "a sentence above a hidden token": (FILE.replace(f"ACCESS TOKEN: {T}", f"and this is the access token:\n{'•' * 16}"), "malformed", {("placeholder", "access_token")}),
    "a damaged token before its label": (FILE.replace(f"ACCESS TOKEN: {T}", f"{T[:28]} (access token)"), "malformed", {("wrong-length", "access_token")}),
    "one line, a cut token": (FILE.replace(T, T[:20]).replace("\n", " "), "malformed", {("wrong-length", "access_token")}),
    "one line, a hidden ID": (FILE.replace(I, "•" * 5).replace("\n", " "), "malformed", {("placeholder", "client_id")}),
    "one line with another service's secret, ours cut": (f"ACCESS TOKEN: {T} CLIENT ID: {I} STRIPE_CLIENT_SECRET: {S2} CLIENT SECRET: {S[:20]} API PATH: {P}", "malformed", {("wrong-length", "client_secret")}),
    "one line, a place for the key": (FILE.replace(K, "<store-hash>").replace("\n", " "), "malformed", {("placeholder", "api_path")}),
    "dots in a sentence about the token": (FILE.replace(f"ACCESS TOKEN: {T}", "access token ••• in the panel"), "incomplete", {("missing", "access_token")}),
    "dots behind a label without a colon": (FILE.replace(f"ACCESS TOKEN: {T}", "access token ..."), "malformed", {("placeholder", "access_token")}),
    "a hash that is not said to be the store's": (FILE.replace(f"API PATH: {P}", "hash of it a7f3k2"), "incomplete", {("missing", "api_path")}),
    "a token and a dot without a label": (FILE.replace("ACCESS TOKEN: ", "").replace(T, f"{T}."), "incomplete", {("unlabelled", "access_token")}),
    "a token twice without a label": (FILE.replace("ACCESS TOKEN: ", "").replace(T, f"{T}\n{T}"), "incomplete", {("unlabelled", "access_token")}),
    **{f"a token of {name}": (f"{FILE.replace(f'ACCESS TOKEN: {T}', '')}{name}_ACCESS_TOKEN={T}", "incomplete", {("missing", "access_token")}) for name in ("SAP", "AWS", "X7", "20244")},
    **{f"a store's key: {key}": (FILE.replace(f"API PATH: {P}", f"Store hash: {key}"), verdict, {(code, "api_path")}) for key, verdict, code in (("<store hash>", "malformed", "placeholder"), (f"{K[:4]}...", "malformed", "truncated"), (K.upper(), "malformed", "upper-case"), (f"store-{K}", "malformed", "path-store-prefix"), ("not known yet", "incomplete", "missing"), ("123456789", "incomplete", "missing"), (f"stores/{K}", "incomplete", "path-derived"))},
    "a cut token behind a type": (FILE.replace(f": {T}", f': &str = "{T[:28]}";'), "malformed", {("wrong-length", "access_token")}),
    "a cut secret in the token's place": (FILE.replace(T, S[:31]), "malformed", {("swapped", "access_token")}),
    "a cookie's secret where ours is empty": (f"BC_ACCESS_TOKEN={T}\nBC_CLIENT_ID={I}\nBC_CLIENT_SECRET=\nBC_API_PATH={P}\nCOOKIE_SECRET={S}", "incomplete", {("missing", "client_secret")}),
    "another service's token beside ours": (f"{FILE.replace(f'ACCESS TOKEN: {T}', '')}GITHUB_ACCESS_TOKEN={T}", "incomplete", {("missing", "access_token")}),
    "another service's secret in words": (f"ACCESS TOKEN: {T}\nCLIENT ID: {I}\nAPI PATH: {P}\nStripe client secret: {S}", "incomplete", {("missing", "client_secret")}),
    "another service's part of a file": (f"[bigcommerce]\nclient_id = {I}\nclient_secret = {S}\napi_path = {P}\n\n[ebay]\naccess_token = {T}", "incomplete", {("missing", "access_token")}),
    "a password below an empty label": (f"CLIENT ID: {I}\nCLIENT SECRET: {S}\nAPI PATH: {P}\nACCESS TOKEN:\nPassword: {T}", "incomplete", {("unlabelled", "access_token")}),
    "a checksum below an empty label": (f"ACCESS TOKEN: {T}\nCLIENT ID: {I}\nAPI PATH: {P}\nCLIENT SECRET:\n\nChecksum: {S}", "incomplete", {("missing", "client_secret")}),
    "a value named by unknown words": (f"ACCESS TOKEN: {T}\nCLIENT ID: {I}\nAPI PATH: {P}\nOrder hash: {S}", "incomplete", {("unlabelled", "client_secret")}),
    "a comment in place of a secret": (f"BC_ACCESS_TOKEN={T}\nBC_CLIENT_ID={I}\nBC_CLIENT_SECRET= # to do\nBC_API_PATH={P}", "incomplete", {("missing", "client_secret")}),
    "another variable below an empty one": (f"BC_ACCESS_TOKEN={T}\nBC_CLIENT_ID={I}\nBC_API_PATH={P}\nBC_CLIENT_SECRET=\nDATABASE_URL=postgres://shop:shop@localhost/shop", "incomplete", {("missing", "client_secret")}),
    "values above their labels, one hidden": (f"{T}\nAccess token\n{I}\nClient ID\n...\nClient secret\n{P}\nAPI path", "incomplete", {("missing", "client_secret")}),
    "values above their labels, one absent": (f"{I}\nClient ID\n{T}\nAccess token\nClient secret\n{P}\nAPI path", "incomplete", {("missing", "client_secret")}),
    "a column of values whose first label is absent": (f"Client ID\nClient secret\nAPI path\n{T}\n{I}\n{S}\n{P}", "incomplete", {("unlabelled", "access_token"), ("unlabelled", "client_id")}),
    "an address behind another": (FILE.replace(P, P + P2), "malformed", {("path-extra", "api_path")}),
    "an arrow from one token to another": (FILE.replace(T, f"{T}->{T2}"), "incomplete", {("conflicting-values", "access_token")}),
    "the secret in the path's place, the token in its own": (f"ACCESS TOKEN:\nCLIENT ID: {I}\nCLIENT SECRET: {T}\nAPI PATH: {S}", "malformed", {("missing", "access_token"), ("swapped", "client_secret"), ("swapped", "api_path")}),
    "a short token above two letters": (FILE.replace(T, f"{T[:29]}\ncr"), "malformed", {("truncated", "access_token")}),
    "a broken key without a version": (FILE.replace(P, f"{P[:-8]}\n7{K[:3]}"), "malformed", {("truncated", "api_path")}),
    "an address broken behind its scheme": (FILE.replace("https:", "https:\n"), "malformed", {("truncated", "api_path")}),
    "a hidden token, and what belongs to it": (FILE.replace(T, f"**** (ref. {T2})"), "malformed", {("placeholder", "access_token")}),
    "a cut token before a misspelt label": (f"ACCESS TOKEN: {T[:20]} CLINET ID: {I} CLIENT SECRET: {S} API PATH: {P}", "malformed", {("wrong-length", "access_token")}),
    "a correction on the next line": (FILE.replace(T, f"{T2}\noops, this one {T}"), "incomplete", {("conflicting-values", "access_token")}),
    "a correction with a colon": (FILE.replace(T, f"{T2}\nsorry, wrong one, it is: {T}"), "incomplete", {("conflicting-values", "access_token")}),
    **{f"an address with the key {key}": (FILE.replace(K, key), "malformed", {("placeholder", "api_path")}) for key in ("123456", "abcd", "a1b2c3", "aaaa", "foobar", "demo1234", "qwerty123")},
    "halves of two accounts": (f"PROD_BC_ACCESS_TOKEN={T}\nPROD_BC_CLIENT_ID={I}\nSANDBOX_BC_CLIENT_SECRET={S}\nSANDBOX_BC_API_PATH={P}", "incomplete", {("unlabelled", field) for field in WHOLE}),
    "halves of two accounts, said behind": (f"ACCESS_TOKEN_PL={T}\nCLIENT_ID_PL={I}\nCLIENT_SECRET_DE={S}\nAPI_PATH_DE={P}", "incomplete", {("unlabelled", field) for field in WHOLE}),
    "halves of two accounts with unknown names": (f"NORTH_ACCESS_TOKEN={T}\nNORTH_CLIENT_ID={I}\nSOUTH_CLIENT_SECRET={S}\nSOUTH_API_PATH={P}", "incomplete", {("unlabelled", field) for field in WHOLE}),
    "two whole accounts with unknown names": (_each(lambda label, value: f"NORTH_{label.replace(' ', '_')}={value}") + "\n" + "\n".join(f"SOUTH_{name}={value}" for name, value in (("ACCESS_TOKEN", T2), ("CLIENT_ID", I2), ("CLIENT_SECRET", S2), ("API_PATH", P2))), "incomplete", {("several-accounts", None)} | {("conflicting-values", field) for field in WHOLE}),
    "a token for another country": (f"{FILE}BC_ACCESS_TOKEN_PL={T2}", "incomplete", {("conflicting-values", "access_token")}),
    **{f"a token that is not the one: {name}": (f"{name}: {T}\nClient ID: {I}\nClient secret: {S}\nAPI path: {P}", "incomplete", {("unlabelled", "access_token")}) for name in ("Old access token", "Access token (expired)", "Stary token dostępu", "Alter Zugriffstoken", "Ancien jeton d'accès", "Antiguo token de acceso", "Vecchio token di accesso", "Oud toegangstoken", "Старий токен доступу")},
    "one label and bare values": (f"ACCESS TOKEN: {T}\n{I}\n{S}\n{P}", "incomplete", {("unlabelled", "client_id")}),
    "an app's own": (f"Client ID\n{I}\nClient Secret\n{S}", "incomplete", {("missing", "access_token"), ("missing", "api_path")}),
    "legacy with an address": (f"Username: admin\nAPI Path: https://www.shop.example/api/v2/\nAPI Token: {_made(40, BASE36[:16])}", "wrong-kind", {("legacy", None)}),
    "legacy in Polish": (f"Nazwa użytkownika: admin\nŚcieżka API: https://store-{K}.mybigcommerce.com/api/v2/\nToken API: {_made(40, BASE36[:16])}", "wrong-kind", {("legacy", None)}),
    "account path": (FILE.replace(P, "https://api.bigcommerce.com/accounts/0b6f5d3e-1111-4222-8333-444444444444/v3/"), "wrong-kind", {("account-level", None)}),
    "the beginning of an app's answer": ('{\n  "access_token": "' + T + '",\n  "scope": "store_v2_orders store_cart",\n  "user": {', "wrong-kind", {("app-oauth-response", None)}),
    "an app's answer as labels": (f"access token: {T}\nscope: store_v2_orders\ncontext: stores/{K}", "wrong-kind", {("app-oauth-response", None)}),
    "what an opened app is told": ('{"user": {"id": 1}, "owner": {"id": 1}, "context": "stores/' + K + '", "timestamp": 1700000000.1}', "wrong-kind", {("app-oauth-response", None)}),
    "an account's path without a host": (FILE.replace(P, "accounts/0b6f5d3e-1111-4222-8333-444444444444/graphql"), "wrong-kind", {("account-level", None)}),
    "an account's number alone": (FILE.replace(P, "0b6f5d3e-1111-4222-8333-444444444444"), "wrong-kind", {("account-level", None)}),
    "an account's window": (f"Account-level API account\nClient ID\n{I}\nClient secret\n{S}\nAccess token\n{T}", "wrong-kind", {("account-level", None)}),
    "questions of Stencil": (f"? What is your Stencil OAuth Access Token? {T}", "wrong-kind", {("stencil-cli", None)}),
    "another shop system": (f"Consumer key: ck_{_made(40)}\nConsumer secret: cs_{_made(40)}", "incomplete", {("missing", field) for field in WHOLE}),
    "fewer values than labels": (f"Access token\nClient ID\nClient secret\nAPI path\n{S}\n{P}", "incomplete", {("missing", "access_token"), ("missing", "client_id")}),
    "fewer values, the first shape once": (f"Client secret\nAccess token\nClient ID\n{S}\n{T}", "incomplete", {("missing", "api_path"), ("unlabelled", "access_token"), ("unlabelled", "client_id")}),
    "fewer values, of one shape": (f"Access token\nClient ID\nClient secret\n{T}\n{S}", "incomplete", {("missing", "api_path"), ("unlabelled", "access_token"), ("unlabelled", "client_id")}),
    "a storefront token": (FILE.replace(T, "eyJ0eXAiOiJKV1QiLCJh.eyJjaWQiOjEsImNvcnMi.abc-def"), "malformed", {("storefront-token", "access_token")}),
    "a legacy token": (FILE.replace(T, _made(40, BASE36[:16])), "malformed", {("legacy", "access_token")}),
    "nothing but prose": ("Please keep your access token and client secret safe.", "unreadable", {("nothing-found", None)}),
    "storefront alone": ("eyJ0eXAiOiJKV1QiLCJh.eyJjaWQiOjEsImNvcnMi.abc-def", "wrong-kind", {("storefront-token", None)}),
    "legacy alone": (f"Username: huboo\nAPI Token: {_made(40, BASE36[:16])}", "wrong-kind", {("legacy", None)}),
    "payments": (f"Authorization: PAT {_made(40)}\nhttps://payments.bigcommerce.com/stores/{K}/payments", "wrong-kind", {("payments-token", None)}),
    "account scopes": ("account_stores_read account_users_read", "wrong-kind", {("account-level", None)}),
    "payments, with a token like ours": (f"Authorization: PAT {T}\nhttps://payments.bigcommerce.com/stores/{K}/payments", "wrong-kind", {("payments-token", None)}),
    "stencil with two tokens": (f'{{\n  "accessToken": "{T}",\n  "githubToken": ""\n}}', "wrong-kind", {("stencil-cli", None)}),
    "stencil's command": (f"stencil init --url https://store-{K}.mybigcommerce.com --token {T}", "wrong-kind", {("stencil-cli", None)}),
    "a sign of a token made a blank": (FILE.replace(T, f"{T[:9]} {T[10:]}"), "malformed", {("wrong-characters", "access_token")}),
    "stencil": (f'{{"accessToken": "{T}"}}', "wrong-kind", {("stencil-cli", None)}),
    "an app's answer beside what was missing in it": (f'{{"access_token": "{T}", "scope": "store_v2_orders", "context": "stores/{K}"}}\nClient ID: {I}\nClient Secret: {S}\nAPI Path: {P}', "wrong-kind", {("app-oauth-response", None)}),
    "an app's answer with all the rest in it": (f'{{"access_token": "{T}", "scope": "store_v2_orders", "user": {{"id": 5}}, "client_id": "{I}", "client_secret": "{S}", "api_url": "{P}"}}', "wrong-kind", {("app-oauth-response", None)}),
    "an app's answer beside a file with another token": (f'{FILE}\n{{"access_token": "{T2}", "scope": "store_v2_orders", "context": "stores/{K}"}}', "incomplete", {("conflicting-values", "access_token")}),
    "a theme's token beside the rest": (f'{{"accessToken": "{T}", "normalStoreUrl": "https://store-{K}.mybigcommerce.com", "port": 3000}}\nClient ID: {I}\nClient Secret: {S}\nAPI Path: {P}', "wrong-kind", {("stencil-cli", None)}),
    "a second token below the first": (FILE.replace(T, f"\n{T}\n{T2}"), "incomplete", {("conflicting-values", "access_token")}),
    "a second secret below the first": (FILE.replace(S, f"{S}\n{S2}"), "incomplete", {("conflicting-values", "client_secret")}),
    "one token or the other": (FILE.replace(T, f"{T}\n  lub\n {T2}"), "incomplete", {("conflicting-values", "access_token")}),
    "a correction of the secret below the file": (f"{FILE}\nKorekta: {S2}", "incomplete", {("conflicting-values", "client_secret")}),
    "a correction of the secret in a sentence": (f"{FILE}\nignore the above, it's {S2}", "incomplete", {("conflicting-values", "client_secret")}),
    "a correction of the secret above it": (f"{FILE}\nSorry, das ist die richtige:\n{S2}", "incomplete", {("conflicting-values", "client_secret")}),
    **{f"a correction that names no field: {word}": (f"{FILE}\n{word} {T2}", "incomplete", {("unlabelled", "access_token"), ("unlabelled", "client_id")}) for word in ("Korrektur:", "Korekta:", "Correction :", "Corrección:", "Correzione:", "Correctie:", "Виправлення:", "ignore the above, it's", "przepraszam, ma być", "désolée, c'est")},
    **{f"two whole accounts, {first} and {second}": (_each(lambda label, value, first=first: f"{first}_{label.replace(' ', '_')}={value}") + "\n" + "\n".join(f"{second}_{name}={value}" for name, value in (("ACCESS_TOKEN", T2), ("CLIENT_ID", I2), ("CLIENT_SECRET", S2), ("API_PATH", P2))), "incomplete", {("several-stores", None), ("several-accounts", None), *(("conflicting-values", field) for field in WHOLE)}) for first, second in (("PROD", "STAGE"), ("LIVE", "SANDBOX"), ("UAT", "PROD"), ("BC", "NORTH"), ("SHOP_B", "PROD"))},
    "halves of two accounts, one of them a demo": (f"LIVE_ACCESS_TOKEN={T}\nLIVE_CLIENT_ID={I}\nDEMO_CLIENT_SECRET={S}\nDEMO_API_PATH={P}", "incomplete", {("unlabelled", field) for field in WHOLE}),
    **{f"a secret of another service: {label}": (f"ACCESS TOKEN: {T}\nCLIENT ID: {I}\n{label}: {S}\nAPI PATH: {P}", "incomplete", {("missing", "client_secret")}) for label in ("Client secret (Shopify)", "Shopify – client secret", "Shopify: client secret", "PayPal client secret", "WooCommerce client secret", "TikTok client secret", "Client secret for Stripe", "tajny klucz webhooka", "секрет вебхука", "Sitzungs-Geheimnis")},
    **{f"an ID of another service: {label}": (f"ACCESS TOKEN: {T}\n{label}: {I}\nCLIENT SECRET: {S}\nAPI PATH: {P}", "incomplete", {(code, "client_id")}) for label, code in (("PayPal client ID", "missing"), ("Client ID (eBay app)", "missing"), ("eBay | client ID", "missing"), ("Merchant ID", "missing"), ("Client ID (sent to Anna by Slack)", "unlabelled"))},
    **{f"a token of another thing: {line}": (f"{line} {T}\nCLIENT ID: {I}\nCLIENT SECRET: {S}\nAPI PATH: {P}", "incomplete", {(code, "access_token")}) for line, code in (("Order token:", "missing"), ("checkout token", "unlabelled"), ("cart token", "unlabelled"), ("token zamówienia:", "missing"), ("session", "unlabelled"))},
    **{f"a sum, not a secret: {line}": (f"ACCESS TOKEN: {T}\nCLIENT ID: {I}\nAPI PATH: {P}\n{line.format(S)}", "incomplete", {("unlabelled", "client_secret")}) for line in ("sha256 {}", "our webhook secret is {}", "session secret {}", "{}  BigCommerceAPI-credentials.txt", "suma kontrolna pliku {}", "Prüfsumme der Datei {}", "somme de contrôle {}", "suma de verificación {}", "somma di controllo {}", "controlesom {}", "контрольна сума {}", "the checksum is {}", "licence key {}", "{} (sha256)", "password hash {}")},
    "a short token above a lone number": (FILE.replace(T, f"{T[:30]}\n7"), "incomplete", {("conflicting-values", "access_token")}),
    "a short ID above a page's number": (FILE.replace(I, f"{I[:29]}\n12"), "incomplete", {("conflicting-values", "client_id")}),
    "a short ID, a hyphen and a figure": (FILE.replace(I, f"{I[:30]}-\n1"), "incomplete", {("conflicting-values", "client_id")}),
    "a second secret without its last character": (f"{FILE}CLIENT SECRET: {S[:-1]}", "incomplete", {("conflicting-values", "client_secret")}),
    "an ID and a secret behind a dash": (f"ACCESS TOKEN: {T}\nClient ID – secret: {S}\nAPI PATH: {P}", "incomplete", {("missing", "client_id")}),
    "an unknown label with a dot below the token": (FILE.replace("CLIENT ID", "Some thing."), "incomplete", {("unlabelled", "client_id")}),
    "label and value in turn, the first value gone": (f"Access token\nClient ID\n{I}\nClient secret\n{S}\nAPI path\n{P}", "incomplete", {("missing", "access_token")}),
    "an ID and a secret swapped, the secret in capitals": (f"ACCESS TOKEN: {T}\nCLIENT ID: {S.upper()}\nCLIENT SECRET: {I}\nAPI PATH: {P}", "malformed", {("swapped", "client_id"), ("swapped", "client_secret")}),
    **{f"an ID that is none: {label}": (FILE.replace("CLIENT ID", label), "incomplete", {("unlabelled", "client_id")}) for label in ("Not the client ID", "Nicht die Client-ID", "Nie identyfikator klienta", "Не ідентифікатор клієнта", "Niet de client-ID", "Pas l’ID client")},
    "a second account without an address": (f"{FILE}\nWHOLESALE_ACCESS_TOKEN={T2}\nWHOLESALE_CLIENT_ID={I2}\nWHOLESALE_CLIENT_SECRET={S2}", "incomplete", {("several-accounts", None), *(("conflicting-values", field) for field in WHOLE if field != "api_path")}),
    "a secret below another service's name": (f"ACCESS TOKEN: {T}\nCLIENT ID: {I}\nAPI PATH: {P}\n\nShopify\nClient secret: {S}", "incomplete", {("missing", "client_secret")}),
    "a value below the name of something else": (f"ACCESS TOKEN: {T}\nCLIENT ID: {I}\nAPI PATH: {P}\nWebhook\n{S}", "incomplete", {("unlabelled", "client_secret")}),
    "app": (f'{{"access_token":"{T}","scope":"store_v2_orders","context":"stores/{K}"}}', "wrong-kind", {("app-oauth-response", None)}),
}  # fmt: skip

# A second value that may be the right one: nobody can say which, so it is doubted.
SECOND = (
    *(
        f"{label}\n{T2}"
        for label in (
            "Nowy token dostępu", "Neuer Zugriffstoken", "Nouveau jeton d'accès", "Nuevo token de acceso",
            "Nuovo token di accesso", "Nieuw toegangstoken", "Новий токен доступу", "Old access token (dead)",
            "Access token for the second store",
        )
    ),
    f"Nouveau jeton : {T2}", f"Новий токен: {T2}",
    f"Nowy token dostępu: {T2}", f"Neuer Zugriffstoken: {T2}", f"Old access token: {T2}", f"token: {T2}",
    f"The access token has changed, it is {T2}", f"BIGCOMMERCE_TOKEN_NEW={T2}", f"OLD_BC_ACCESS_TOKEN={T2}",
    f"BC_UK_ACCESS_TOKEN={T2}", f"BC2_ACCESS_TOKEN={T2}",
)  # fmt: skip


@pytest.mark.parametrize("line", SECOND)
def test_a_second_token_is_never_dropped_in_silence(line: str) -> None:
    report = check_credentials(f"{FILE}\n{line}\n", CONTRACT)
    assert report.verdict == "incomplete"
    assert ("conflicting-values", "access_token") in {(found.code, found.field) for found in report.findings}
    assert report.state("access_token").value == ""


@pytest.mark.parametrize(
    "line",
    [f"STRIPE_CLIENT_SECRET={S2}", f"REFRESH_TOKEN={T2}", f"SESSION_SECRET={S2}", f"GOOGLE_CLIENT_ID={T2}"],
)
def test_what_belongs_to_another_service_contests_nothing(line: str) -> None:
    assert check_credentials(f"{FILE}{line}\n", CONTRACT).verdict == "complete"


def test_the_name_of_the_file_tells_two_values_of_one_shape_apart() -> None:
    turned = FILE.replace(T, "-").replace(I, T).replace("-", I, 1)
    report = check_credentials(turned, CONTRACT, file_name=f"BigCommerceAPI-credentials-{I}-.txt")
    assert {(found.code, found.field) for found in report.findings} == {
        ("swapped", "access_token"),
        ("swapped", "client_id"),
    }
    assert report.verdict == "malformed"
    assert {
        id: (state.line, state.value, state.suggestion)
        for id in ("access_token", "client_id")
        for state in [report.state(id)]
    } == {
        "access_token": (1, "", T),
        "client_id": (3, "", I),
    }
    assert {found.field: (found.line, found.params) for found in report.findings} == {
        "access_token": (1, {"other": "client_id"}),
        "client_id": (3, {"other": "access_token"}),
    }


@pytest.mark.parametrize("length", [29, 30])
def test_a_value_that_is_seldom_so_short_is_pointed_out(length: int) -> None:
    report = check_credentials(FILE.replace(T, T[:length]), CONTRACT)
    assert report.verdict == "complete"
    assert [(found.code, found.field, found.line, found.params) for found in report.findings] == [
        ("rare-length", "access_token", 1, {"length": length, "expected": 31})
    ]


@pytest.mark.parametrize("length", [29, 30])
def test_no_value_takes_the_number_of_the_next_row_for_its_end(length: int) -> None:
    text = (
        f"1\nAccess token\n{T[:length]}\n2\nClient ID\n{I[:length]}\n3\nClient secret\n{S}\n4\nAPI path\n{P}"
    )
    report = check_credentials(text, CONTRACT)
    assert report.verdict == "complete"
    assert (report.state("access_token").value, report.state("client_id").value) == (T[:length], I[:length])


@pytest.mark.parametrize("value", [T2, S2])
def test_a_value_without_a_label_beside_a_whole_file_is_pointed_out(value: str) -> None:
    report = check_credentials(f"{FILE}\n{value}\n", CONTRACT)
    assert report.verdict == "complete"
    assert [(found.code, found.line, found.step) for found in report.findings] == [
        ("unused-value", 8, CONTRACT.step("file"))
    ]


def test_a_value_without_a_label_beside_a_part_of_a_file_is_pointed_out() -> None:
    report = check_credentials(f"{T2}\n\nACCESS TOKEN: {T}\nCLIENT ID: {I}", CONTRACT)
    assert [found.line for found in report.findings if found.code == "unused-value"] == [1]


def test_what_was_hidden_in_an_address_without_a_label_is_said() -> None:
    report = check_credentials(FILE.replace(f"API PATH: {P}", f"{P[:20]}\u200b{P[20:]}"), CONTRACT)
    assert [(found.code, found.field) for found in report.findings] == [("invisible-characters", "api_path")]


def test_a_value_without_a_label_beside_a_damaged_one_is_pointed_out() -> None:
    report = check_credentials(f"{FILE.replace(T, T[:20])}\n{T2}\n", CONTRACT)
    assert [(found.code, found.line) for found in report.findings] == [
        ("wrong-length", 1),
        ("unused-value", 8),
    ]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("token", [_made(40, BASE36[:16]), f"eyJ{_made(40)}.{_made(40)}"])
def test_a_token_of_another_kind_in_one_field_is_not_said_of_the_whole(language: str, token: str) -> None:
    report = check_credentials(FILE.replace(T, token), CONTRACT)
    finding = next(found for found in report.findings if found.field == "access_token")
    words = load_words(language)
    assert finding.code in words.in_field
    said = words.message(finding, CONTRACT)
    assert CONTRACT.names(language).field("access_token").name in said
    assert words.findings[finding.code].first not in said


# In a pop-up the label stands above the value, and what stands in its place may be the next label or a button.
POP_UP = {
    "an empty field": (
        f"Client ID\n{I}\nClient secret\n{S}\nAccess token\n\nAPI path\n{P}\nDone",
        "access_token",
        "missing",
    ),
    "no address": (
        f"Client ID\n{I}\nClient secret\n{S}\nAccess token\n{T}\nAPI path\n\nDone",
        "api_path",
        "missing",
    ),
    "a hidden secret": (
        f"Client ID\n{I}\nClient secret\n{'•' * 16}\nAccess token\n{T}\nAPI path\n{P}",
        "client_secret",
        "placeholder",
    ),
    "an example": (
        f"Client ID\n{I}\nClient secret\n{S}\nAccess token\n<your token>\nAPI path\n{P}",
        "access_token",
        "placeholder",
    ),
    "a name to fill in": (
        f"Client ID\n${{BC_CLIENT_ID}}\nClient secret\n{S}\nAccess token\n{T}\nAPI path\n{P}",
        "client_id",
        "placeholder",
    ),
    "one line": (FILE.replace(S, f"{S[:4]}••••••••").replace("\n", " "), "client_secret", "truncated"),
    "one line, an example": (FILE.replace(S, "x" * 64).replace("\n", " "), "client_secret", "placeholder"),
    "cells": (
        f"<tr><td>Client ID</td><td>{I[:4]}••••••••</td></tr>\n{FILE.replace(f'CLIENT ID: {I}', '')}",
        "client_id",
        "truncated",
    ),
    "cells, to be done": (
        f"Client ID;{I}\nClient secret;TODO\nAccess token;{T}\nAPI path;{P}",
        "client_secret",
        "placeholder",
    ),
    "to be done": (
        f"Client ID\n{I}\nClient secret\nTODO\nAccess token\n{T}\nAPI path\n{P}\nDone",
        "client_secret",
        "placeholder",
    ),
    "a table's example": (
        f"| Token dostępu | your_access_token_here |\n| Identyfikator klienta | {I} |\n| Hasło klienta | {S} |\n| Ścieżka API | {P} |",
        "access_token",
        "placeholder",
    ),
    **{
        f"in a table, {text}": (
            f"| Field | Value |\n|---|---|\n| Access token | {text} |\n| Client ID | {I} |\n| Client secret | {S} |\n| API path | {P} |",
            "access_token",
            "placeholder",
        )
        for text in (
            "your-access-token",
            "YOUR-ACCESS-TOKEN",
            "ACCESS_TOKEN_HERE",
            "token dostępu",
            "<access_token>",
        )
    },
    **{
        f"in json, {text}": (
            f'{{"access_token": "{T}", "client_id": "{text}", "client_secret": "{S}", "api_path": "{P}"}}',
            "client_id",
            "placeholder",
        )
        for text in ("<client_id>", "{{CLIENT_ID}}", "${CLIENT_ID}", "your-client-id", "[client id]")
    },
    **{
        f"below a head, {text}": (
            f'"Access token";"Client ID";"Client secret";"API path"\n"{text}";"{I}";"{S}";"{P}"\n',
            "access_token",
            "placeholder",
        )
        for text in (
            "<access_token>",
            "{{ACCESS_TOKEN}}",
            "your access token",
            "x-auth-token",
            "[access token]",
        )
    },
    "a page's source": (
        f"<tr><td>Access token</td><td><access_token></td></tr><tr><td>Client ID</td><td>{I}</td></tr><tr><td>Client secret</td><td>{S}</td></tr><tr><td>API path</td><td>{P}</td></tr>",
        "access_token",
        "placeholder",
    ),
    "below, one long word": (
        f"Client ID\n{I}\nClient secret\n{S}\nAccess token\nniewklejonejeszcze\nAPI path\n{P}\nDone",
        "access_token",
        "placeholder",
    ),
    "below, an address of mail": (
        f"Client ID\n{I}\nClient secret\n{S}\nAccess token\njan@shop.pl\nAPI path\n{P}\nDone",
        "access_token",
        "wrong-characters",
    ),
    "below, a short rest": (
        f"Client ID\n{I}\nClient secret\n{S}\nAccess token\n7f3a\nAPI path\n{P}\nDone",
        "access_token",
        "wrong-length",
    ),
    "below, in words": (
        f"Client ID\n{I}\nClient secret\n{S}\nAccess token\nyour-access-token\nAPI path\n{P}\nDone",
        "access_token",
        "placeholder",
    ),
    "a mail's end": (f"{FILE.replace(P, '')}Best", "api_path", "missing"),
}


@pytest.mark.parametrize("name", POP_UP)
def test_what_stands_in_place_of_a_value_below_its_label_is_called_what_it_is(name: str) -> None:
    text, field, code = POP_UP[name]
    report = check_credentials(text, CONTRACT)
    assert {(found.code, found.field) for found in report.findings if found.severity != "note"} == {
        (code, field)
    }
    assert {id: report.state(id).value for id in WHOLE} == WHOLE | {field: ""}


@pytest.mark.parametrize(
    "line",
    [
        "Password hash: 5updrkmruc",
        "commit hash: c5c3186",
        "context: checkout",
        "STORE_ID=7857364026",
        "hash: abc123",
        "The store hash is missing",
    ],
)
def test_no_address_is_made_of_what_is_no_key_of_a_store(line: str) -> None:
    report = check_credentials(f"{FILE.replace(f'API PATH: {P}', '')}{line}\n", CONTRACT)
    assert report.state("api_path").status == "missing"


# What stands where the token should be, and what it is called; "missing" is nothing at all.
INSTEAD = {
    "placeholder": (
        "your-access-token", "<ACCESS_TOKEN>", "{{access_token}}", "${ACCESS_TOKEN}", "%ACCESS_TOKEN%", "ACCESS_TOKEN",
        "x" * 31, "X" * 16, "abcdefghijklmnopqrstuvwxyz12345", "1234567890123456789012345678901", "*" * 20, "...", "…",
        "tu wklej token", "[token]", "(hidden)", "TBD", "process.env.ACCESS_TOKEN", "xxx", "0" * 31, "see below",
        "sent by SMS", "[REDACTED]", "****-****-****", "•" * 31, "TODO", "change-me", "my_access_token_goes_here",
        "abcd1234" * 3 + "abcd123", "test", "nie mam", "os.getenv('BC_TOKEN')", "$(cat token.txt)", "__ACCESS_TOKEN__",
        "wpisz tutaj swój token", "nieznanawartosc", "1a2b3c4d5e6f7g8h9i0j1k2l3m4n5o6",
        "exampleaccesstoken1234567890abc", "notarealtoken000000000000000000", "zyxwvutsrqponmlkjihgfedcba98765",
    ),
    "missing": ("", "-", "???", "n/a", "null", "None", "undefined", '""', "{}", "(none)", "brak"),
    "truncated": (f"{T[:12]}...{T[-4:]}", f"...{T[-8:]}", f"{T[:20]}…", f"{T[:8]}***{T[-4:]}", f"{T[:20]}[...]"),
    "wrong-length": (T[:28], T[:20], T + "a", T + T, f"{T}{T2}"),
    "wrong-characters": tuple(f"{T[:9]}{sign}{T[10:]}" for sign in "_-.;$|ą😀\ufffd"),
    "upper-case": (T.upper(), T[:-1] + "O", T.title()),
    "conflicting-values": (f"{T} or {T2}", f"{T}, {T2}"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in INSTEAD.items() for text in texts]
)
def test_what_stands_in_place_of_the_token_is_called_what_it_is(code: str, text: str) -> None:
    report = check_credentials(FILE.replace(T, text), CONTRACT)
    assert {(found.code, found.field) for found in report.findings if found.severity != "note"} == {
        (code, "access_token")
    }
    assert report.state("access_token").value == ""
    assert {field: report.state(field).value for field in WHOLE} == WHOLE | {"access_token": ""}


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
    assert (report.contract, report.verdict) == (CONTRACT.id, verdict)
    assert {(found.code, found.field) for found in report.findings if found.severity != "note"} == said


def test_the_name_of_the_file_tells_id_from_token() -> None:
    name = f"BigCommerceAPI-credentials-{I}- (1).txt"
    report = check_credentials(f"{T}\n{I}\n{S}\n{P}\n", CONTRACT, file_name=name)
    assert {state.id: state.value for state in report.fields} == WHOLE
    report = check_credentials(OTHER, CONTRACT, file_name=name)
    assert [found.code for found in report.findings] == ["name-mismatch"]
    assert check_credentials(FILE, CONTRACT, file_name=name).findings == ()
    assert check_credentials(OTHER, CONTRACT, file_name="notes.txt").findings == ()


def test_the_name_of_the_file_tells_what_an_id_lost() -> None:
    name = f"BigCommerceAPI-credentials-{I}-.txt"
    for cut in (I[:-1], I[2:]):
        report = check_credentials(FILE.replace(I, cut), CONTRACT, file_name=name)
        assert [(found.code, found.field) for found in report.findings[:1]] == [("truncated", "client_id")]
        assert (report.verdict, report.state("client_id").suggestion) == ("malformed", I)
        assert (report.state("client_id").value, report.findings[0].line) == ("", 3)
    report = check_credentials(FILE.replace(I, "").replace(T, I), CONTRACT, file_name=name)
    assert [(found.code, found.field) for found in report.findings] == [
        ("missing", "client_id"),
        ("swapped", "access_token"),
    ]


@pytest.mark.parametrize(
    ("text", "repair"), [(P + P2, None), (f"{P[:-4]}/{K2}/v3/", None), (f"{P}catalog/products", P)]
)
def test_no_repair_chooses_between_two_stores(text: str, repair: str | None) -> None:
    assert check_credentials(FILE.replace(P, text), CONTRACT).state("api_path").suggestion == repair


def test_the_name_of_the_file_is_read_from_the_text_as_well() -> None:
    mine, theirs = (f"BigCommerceAPI-credentials-{id}- (1).txt (1 KB)" for id in (I, I2))
    swapped = FILE.replace(T, "T").replace(I, T).replace("T\n", f"{I}\n", 1)
    report = check_credentials(f"{swapped}\nAttachment: {mine}\n", CONTRACT)
    assert {(found.code, found.field) for found in report.findings} == {
        ("swapped", "access_token"),
        ("swapped", "client_id"),
    }
    assert check_credentials(f"{mine}\n\n{FILE}", CONTRACT).findings == ()
    assert [found.code for found in check_credentials(f"{theirs}\n\n{FILE}", CONTRACT).findings] == [
        "name-mismatch"
    ]
    assert check_credentials(f"{mine}\n{theirs}\n\n{FILE}", CONTRACT).findings == ()


@pytest.mark.parametrize(("text", "field"), [
    (FILE.replace(S, f"{S[:30]}\n{S[30:]}"), "client_secret"), (FILE.replace(S, f"{S[:32]} {S[32:]}"), "client_secret"),
    (FILE.replace(P, f"{P[:30]}\n{P[30:]}"), "api_path"), (FILE.replace(T, f"{T[:9]}\n> {T[9:]}"), "access_token"),
    (f"The access token is {T[:20]}\n{T[20:]} and the client ID is {I}. The client secret: {S}. API path: {P}", "access_token"),
])  # fmt: skip
def test_values_put_together_are_named(text: str, field: str) -> None:
    report = check_credentials(text, CONTRACT)
    joined = [(found.field, found.line) for found in report.findings if found.code == "joined-lines"]
    assert joined == [(field, report.state(field).line)]
    assert {state.id: state.value for state in report.fields} == WHOLE


def test_what_was_hidden_in_the_lines_of_one_value_is_counted_together() -> None:
    report = check_credentials(FILE.replace(S, f"{S[:9]}\u200b{S[9:30]}\n{S[30:40]}\u200b{S[40:]}"), CONTRACT)
    assert {found.code: found.params for found in report.findings} == {
        "invisible-characters": {"count": 2},
        "joined-lines": {},
    }


def test_fields_know_their_line_and_length() -> None:
    report = check_credentials(f"Hi,\n\n{FILE}", CONTRACT)
    assert {state.id: (state.line, state.length) for state in report.fields} == {
        "access_token": (3, 31),
        "client_id": (5, 31),
        "client_secret": (6, 64),
        "api_path": (8, len(P)),
    }
    assert check_credentials(FILE.replace(T, T[:20]), CONTRACT).state("access_token").length == 20
    twice = check_credentials(f"{FILE}ACCESS TOKEN: {T2}", CONTRACT)
    assert (twice.state("access_token").line, twice.state("access_token").length) == (1, 0)
    hidden = check_credentials(FILE.replace(I, f"{I[:9]}\u200b{I[9:]}"), CONTRACT)
    assert [(found.code, found.line) for found in hidden.findings] == [("invisible-characters", 3)]


def test_a_value_below_a_line_that_only_mentions_it_has_its_own_line() -> None:
    report = check_credentials(f"Access token for the second store\n{T}", CONTRACT)
    assert (report.state("access_token").value, report.state("access_token").line) == (T, 2)


def test_repairs_are_offered() -> None:
    report = check_credentials(FILE.replace(T, S).replace(f"SECRET: {S}", f"SECRET: {T}"), CONTRACT)
    assert (report.state("access_token").suggestion, report.state("client_secret").suggestion) == (T, S)
    report = check_credentials(FILE.replace(T, T[:-1] + "O"), CONTRACT)
    assert report.state("access_token").suggestion is None


STARTS = (
    (b"\x89PNG\r\n\x1a\n", "picture-file"), (b"\xff\xd8\xff\xe0", "picture-file"), (b"%PDF-1.7\n", "pdf-file"),
    (b"PK\x03\x04....word/document.xml", "document-file"), (b"PK\x03\x04....xl/workbook.xml", "spreadsheet-file"),
    (b"PK\x03\x04....notes.txt", "archive-file"), (b"{\\rtf1\\ansi", "document-file"), (b"\x1f\x8b\x08", "archive-file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document-file"), (b"\x01\x02\x03\x7f\x05" * 3, "binary-file"), (b"", "empty"),
    (b"BM\x36\x00\x0c\x00\x00\x00\x00\x00\x36\x00", "picture-file"), (b"BM sends the keys", "nothing-found"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "spreadsheet-file"),
    (b"\x00\x00\x00\x18ftypmp42", "binary-file"),
    (b"\x00\x00\x00\x18ftyphevc", "picture-file"), (b"PK\x05\x06" + bytes(18), "archive-file"),
    (b"PK\x03\x04" + b"\xff" * 200_000 + b"word/document.xml", "document-file"),
    (b" \r\n\t", "empty"), (b"RIFF\x00\x00\x00\x00WEBP", "picture-file"), (b"a " * 40_000, "too-large"),
    (b"client id: x\n" * 251, "too-large"),
    (b"a\n" * 2_501, "too-large"), (b"a\n" * 2_500, "nothing-found"), (b"a " * 12_001, "too-large"), (b"a " * 12_000, "nothing-found"),
    (b"PK\x03\x04....xl/worksheets/sheet1.xml", "spreadsheet-file"), (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "spreadsheet-file"),
    (bytes(257) + b"ustar" + bytes(9), "archive-file"),
)  # fmt: skip


@pytest.mark.parametrize(("start", "code"), STARTS)
def test_what_is_no_text_is_called_what_it_is(start: bytes, code: str) -> None:
    report = check_credentials(start, CONTRACT)
    assert (report.verdict, report.kind, [found.code for found in report.findings]) == (
        "unreadable",
        "unknown",
        [code],
    )
    assert [(state.id, state.status) for state in report.fields] == [(id, "missing") for id in WHOLE]


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("Ścieżka API", "cp1250"),
        ("Шлях API", "cp1251"),
        ("Ścieżka API", "utf-16"),
        ("Ścieżka API", "utf-16-be"),
        ("Ścieżka API", "utf-16-le"),
        ("Ścieżka API", "utf-32"),
        ("Шлях API", "utf-8-sig"),
    ],
)
def test_labels_are_read_in_the_encodings_of_older_programs(label: str, encoding: str) -> None:
    report = check_credentials(FILE.replace("API PATH", label).encode(encoding), CONTRACT)
    assert {state.id: state.value for state in report.fields} == WHOLE


# What a finding makes of the field it is about.
STATUS = {
    "same-value": "uncertain",
    "unlabelled": "uncertain",
    "conflicting-values": "uncertain",
    "missing": "missing",
    "path-derived": "derived",
}


@pytest.mark.parametrize("text", [
    *(text for text, _, _ in OTHERWISE.values()), *(FILE.replace(T, text) for texts in INSTEAD.values() for text in texts)
])  # fmt: skip
def test_a_finding_stands_where_its_field_does(text: str) -> None:
    report = check_credentials(text, CONTRACT)
    for state in report.fields:
        assert (state.line is None) == (state.status == "missing")
        # Of dots that stand for a value, nothing is left to count.
        assert not (state.length and state.status in ("missing", "uncertain"))
        assert state.length or state.status not in ("ok", "derived")
        assert bool(state.value) == (state.status in ("ok", "derived"))
    for found in report.findings:
        if found.field:
            state = report.state(found.field)
            status = STATUS.get(found.code, "malformed" if found.severity == "error" else "ok")
            assert (state.status, state.line) == (status, found.line), found.code


def test_the_name_of_an_account_made_for_a_theme_is_pointed_out() -> None:
    report = check_credentials(FILE.replace("Huboo", "Stencil CLI"), CONTRACT)
    assert report.verdict == "complete"
    assert [(found.code, found.step) for found in report.findings] == [
        ("maybe-stencil", CONTRACT.step("create"))
    ]


def test_several_shops_are_counted() -> None:
    report = check_credentials(f"{FILE}\n{OTHER}", CONTRACT)
    assert [(found.code, found.params.get("count")) for found in report.findings[:2]] == [
        ("several-stores", 2),
        ("several-accounts", 2),
    ]
    report = check_credentials(
        f"{FILE}\nACCESS TOKEN: {T2}\nACCESS TOKEN: {T[::-1]}\nCLIENT ID: {I2}", CONTRACT
    )
    assert [found.params["count"] for found in report.findings if found.code == "several-accounts"] == [3]


@pytest.mark.parametrize("language", languages())
def test_a_missing_address_is_had_from_the_panel_too(language: str) -> None:
    words = load_words(language)
    for field, step, names_label in (("api_path", "address", True), ("client_secret", "file", False)):
        value = {"api_path": P, "client_secret": S}[field]
        finding = check_credentials(FILE.replace(value, ""), CONTRACT).findings[0]
        assert (finding.code, finding.field, finding.step) == ("missing", field, CONTRACT.step(step))
        assert ("API Path" in words.say(finding, CONTRACT).second) is names_label
