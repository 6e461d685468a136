#!/usr/bin/env python3
"""Checks this folder with nothing but Python 3: every file, the audit chain, signatures, digests, and each certificate.

Says what is wrong, by name, and ends with 1; or that all is as it was written, and ends with 0.
"""
import base64
import csv
import datetime
import gzip
import hashlib
import json
import os
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))
MANIFEST = "manifest.sha256"
faults = []


def fault(where, what):
    faults.append("%s: %s" % (where, what))


def sha256(data):
    return hashlib.sha256(data.encode("utf-8") if isinstance(data, str) else data).hexdigest()


def read(name):
    with open(os.path.join(FOLDER, name), "rb") as file:
        return file.read()


def digest_of(name):
    """The SHA-256 and the size of a file, which may be large."""
    hashed, size = hashlib.sha256(), 0
    with open(os.path.join(FOLDER, name), "rb") as file:
        for part in iter(lambda: file.read(1 << 20), b""):
            hashed.update(part)
            size += len(part)
    return hashed.hexdigest(), size


def rows(name):
    """The JSON lines of a file, one after the other."""
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def table(name):
    return json.loads(read("tables/%s.json" % name))


def canonical(value):
    """RFC 8785 of what has no numbers but whole ones."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


# Files.


def check_manifest():
    text = read(MANIFEST).decode("utf-8", "replace")
    body, _, last = text.rpartition("# ")
    if last.strip() != sha256(body):
        fault(MANIFEST, "không khớp với mã băm ở dòng cuối")
    listed = {}
    for line in body.split("\n")[:-1]:
        digest, _, name = line.partition("  ")
        listed[name] = digest
    for name, digest in listed.items():
        try:
            if digest_of(name)[0] != digest:
                fault(name, "khác với lúc xuất")
        except (OSError, ValueError):
            fault(name, "không còn, hoặc không đọc được")
    for folder, _, names in os.walk(FOLDER):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), FOLDER).replace(os.sep, "/")
            if path != MANIFEST and path not in listed:
                fault(path, "tệp lạ, không có lúc xuất")
    return len(listed)


# Ed25519 (RFC 8032).

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def recover_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT % P
    if (x * x - square) % P != 0:
        return None
    return P - x if (x & 1) != sign else x


def decompress(data):
    y = int.from_bytes(data, "little")
    sign = y >> 255
    y &= (1 << 255) - 1
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def same(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def signed(public, message, signature):
    """Whether the Ed25519 signature of the message is by the public key (32 bytes)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r = decompress(public), decompress(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= Q:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    return same(multiply(s, BASE), add(r, multiply(h, a)))


def milliseconds(instant):
    moment = datetime.datetime.strptime(instant, "%Y-%m-%dT%H:%M:%S.%fZ")
    return (moment - datetime.datetime(1970, 1, 1)) // datetime.timedelta(milliseconds=1)


def signer_fault(key, proof, person):
    """Why this key can't have signed for this person: a portal's says whom it had signed in, a person's never does."""
    signed_in = proof.get("signedIn")
    if key["portal"] is None:
        if signed_in is not None:
            return "khóa của một người nhưng chữ ký nêu người đăng nhập cổng thông tin"
        return None if key["person"] == person else "ký bằng khóa của người khác"
    if signed_in is None:
        return "khóa của cổng thông tin nhưng chữ ký không nêu ai đã đăng nhập"
    if signed_in["person"] != person:
        return "cổng thông tin ký cho người khác"
    age = milliseconds(proof["at"]) - milliseconds(signed_in["at"])
    most = 11 * 60000 if proof["message"] == "signOff" else 12 * 3600000
    return None if -60000 <= age <= most else "lần đăng nhập nêu trong chữ ký đã quá lâu so với lúc ký"


SPKI = bytes.fromhex("302a300506032b6570032100")


class Keys:
    """Who signs with which key: as the audit chain registers and revokes them."""

    def __init__(self):
        self.known = {}
        self.instance = table("instance")[0]["id"]

    def register(self, facts):
        spki = base64.b64decode(facts["publicKey"])
        if sha256(spki) != facts["key"] or not spki.startswith(SPKI):
            fault("audit/chain.jsonl", "khóa %s không khớp với dấu vân tay của nó" % facts["key"])
        self.known[facts["key"]] = {
            "person": facts.get("person"),
            "portal": facts.get("portal"),
            "key": spki[len(SPKI):],
            "revoked": False,
        }
        pem = "keys/%s.pem" % facts["key"]
        body = "".join(read(pem).decode().splitlines()[1:-1]) if os.path.exists(os.path.join(FOLDER, pem)) else ""
        if base64.b64decode(body) != spki:
            fault(pem, "khác với khóa đã đăng ký trong sổ ghi việc")

    def check(self, where, workflow, person, proof, digest=None):
        key = self.known.get(proof["key"])
        if key is None:
            return fault(where, "ký bằng khóa chưa từng được đăng ký")
        wrong = signer_fault(key, proof, person)
        if wrong:
            return fault(where, wrong)
        signed_in = {"signedIn": proof["signedIn"]} if "signedIn" in proof else {}
        text = canonical({
            **signed_in,
            "instance": self.instance,
            "workflow": workflow,
            "message": proof["message"],
            "digest": digest or proof["digest"],
            "id": proof["id"],
            "at": proof["at"],
        })
        if not signed(key["key"], text.encode("utf-8"), base64.b64decode(proof["signature"])):
            fault(where, "chữ ký không đúng")


# The audit.


def changes_of():
    """What each act changed, by batch: the text that its digest covers."""
    texts = {}
    for row in rows("audit/changes.jsonl"):
        parts = [str(row["place"]), row["of_table"], row["row_key"], row["digest"] or "-"]
        texts.setdefault(row["batch"], []).append((row["place"], "\n" + "\x1f".join(parts)))
    return {batch: sha256(batch + "".join(text for _, text in sorted(lines))) for batch, lines in texts.items()}


def check_audit():
    """Walks the chain; gives its acts, the keys, and how many signatures there were."""
    changes, keys, acts = changes_of(), Keys(), []
    previous, count, proofs, asked = "0" * 64, 0, 0, False
    for row in rows("audit/chain.jsonl"):
        count += 1
        where = "audit/chain.jsonl, việc số %s (%s)" % (row["seq"], row["key"])
        if row["seq"] != count:
            fault(where, "thiếu việc số %d" % count)
            count = row["seq"]
        if row["previous"] != previous:
            fault(where, "không nối tiếp việc trước")
        if sha256(row["content"] + (row["changes"] or "") + row["previous"]) != row["hash"]:
            fault(where, "mã băm không khớp")
        if row["changes"] != changes.pop(row["batch"], None):
            fault(where, "những gì việc này thay đổi không khớp")
        previous = row["hash"]
        act = json.loads(row["content"])
        act["seq"] = row["seq"]
        if act["key"] != row["key"]:
            fault(where, "mã của việc không khớp với nội dung")
        refusal = (act["outcome"] or {}).get("refusal")
        if act["act"] == "proofs-asked":
            asked = True
        elif act["act"] == "key-registered":
            keys.register(act["facts"])
        elif act["act"] == "key-revoked" and act["facts"]["key"] in keys.known:
            keys.known[act["facts"]["key"]]["revoked"] = True
        if act["office"] is not None and not (refusal and refusal["code"].startswith("proof.")):
            if act.get("proof"):
                proofs += 1
                if keys.known.get(act["proof"]["key"], {}).get("revoked"):
                    fault(where, "ký bằng khóa đã bị thu hồi")
                keys.check(where, act["workflow"], act["person"], act["proof"])
            elif asked:
                fault(where, "việc của một người nhưng không có chữ ký")
        if not refusal:
            acts.append(act)
    for batch in changes:
        fault("audit/changes.jsonl", "thay đổi %s không do việc nào đã ghi sổ" % batch)
    return acts, keys, count, proofs


# Contents.


def check_contents(keys):
    for folder, suffix in (("contents", ".json"), ("lists", ".input.json")):
        path = os.path.join(FOLDER, folder)
        for name in sorted(os.listdir(path)) if os.path.isdir(path) else []:
            if name.endswith(suffix) and sha256(read("%s/%s" % (folder, name))) != name[: -len(suffix)]:
                fault("%s/%s" % (folder, name), "nội dung không khớp với mã băm")
    receipts, stored = 0, check_files()
    for row in table("filing"):
        where = "tables/filing.json, biên nhận %s" % row["receipt"]
        content = json.loads(read("contents/%s.json" % row["digest"]))
        if canonical(content) != canonical(row["content"]):
            fault(where, "nội dung khác với mã băm của nó")
        for document in content["documents"]:
            if document.get("digest", "") and document["digest"] not in stored:
                fault(where, "nêu tệp files/%s không có trong thư mục này" % document["digest"])
        if row["proof"]:
            receipts += 1
            workflow = "dossier/%s/%s/%s" % (row["plan"], row["campaign"], row["unit"])
            actor = {"office": "unit", "unit": row["actor_unit"], "person": row["person"]}
            digest = sha256(canonical({"actor": actor, "content": row["digest"]}))
            keys.check(where, workflow, row["person"], row["proof"], digest)
    for row in table("plan"):
        if canonical(json.loads(read("contents/%s.json" % row["digest"]))) != canonical(row["document"]):
            fault("tables/plan.json, kế hoạch %s" % row["code"], "nội dung khác với mã băm của nó")
    return receipts


def check_files():
    """The files of dossiers, each named by its digest; gives those that there are."""
    stored = set()
    for row in table("file"):
        name = "files/%s" % row["digest"]
        if os.path.exists(os.path.join(FOLDER, name)):
            stored.add(row["digest"])
            if digest_of(name) != (row["digest"], row["size"]):
                fault(name, "không khớp với mã băm hoặc kích thước của nó")
    return stored


# Awards.


def seat(row):
    return (row["plan"], row["campaign"], row["bloc"], row["kind"], row["seat"])


def check_awards(acts):
    """Each certificate of the ledger against the signed list, the signature, the decision and what was revoked."""
    signatures, expected, decided, revoked, imported = {}, {}, set(), {}, {}
    ledger = {seat(row): row for row in table("ledger")}
    campaigns = {(row["plan"], row["campaign"]) for row in table("campaign")}
    for act in acts:
        of = (act["plan"], act["campaign"])
        if act["act"] == "signOff":
            signatures[of] = act
        elif act["act"] == "recordDecision" and of in campaigns:
            decided.add(of)
            check_decision(act, signatures.get(of), expected)
        elif act["act"] == "imported" and of in campaigns:
            imported[of] = act
        elif act["act"] == "revokeCertificate":
            facts = act["facts"]
            revoked[(act["plan"],) + tuple(facts[it] for it in ("campaign", "bloc", "kind", "seat"))] = act
    for act in imported.values():
        expect_imported(act, expected)
    for key, due in expected.items():
        row = ledger.get(key)
        where = "tables/ledger.json, %s" % "/".join(key)
        if row is None:
            fault(where, "thiếu Bằng khen này")
            continue
        for column, value in due.items():
            if row[column] != value:
                fault(where, "cột %s không khớp với danh sách đã ký hoặc quyết định" % column)
        act = revoked.get(key)
        number = act["facts"]["decision"]["number"] if act else None
        date = act["facts"]["decision"]["date"] if act else None
        if (row["revoked_number"], row["revoked_date"], row["revoked_reason"]) != (number, date, act and act["reason"]):
            fault(where, "việc thu hồi không khớp với sổ ghi việc")
    for key in ledger:
        if key not in expected and (key[:2] in decided or key[:2] in imported):
            fault("tables/ledger.json, %s" % "/".join(key), "Bằng khen không có trong danh sách đã ký")
    for of in decided:
        total = sum(row["money"] for key, row in ledger.items() if key[:2] == of)
        value = next(it["outcome"]["value"] for it in acts if it["act"] == "recordDecision" and (it["plan"], it["campaign"]) == of)
        if total != value["total"]:
            fault("tables/ledger.json, %s/%s" % of, "tổng tiền thưởng không khớp với sổ ghi việc")
    return len(expected)


def expect_imported(act, expected):
    """The certificates of a campaign that ended before, as they were said to be when they were imported."""
    facts = act["facts"]
    if sha256(canonical(facts["content"])) != facts["digest"]:
        fault("audit/chain.jsonl, việc số %s" % act["seq"], "nội dung đã nhập không khớp với mã băm")
    for it in facts["content"]["winners"]:
        row = {column: it[column] for column in ("bloc", "kind", "seat", "unit", "name", "clause", "money")}
        row.update({
            "plan": act["plan"],
            "campaign": act["campaign"],
            "nominee": it["personId"] or it["unit"],
            "person_id": it["personId"],
            "list_digest": facts["digest"],
            "decision_number": it["decision"]["number"],
            "decision_date": it["decision"]["date"],
            "signed_by": it["signedBy"],
            "signs_as": it["signsAs"],
            "imported": True,
        })
        expected[seat(row)] = row


def check_decision(act, signature, expected):
    where = "audit/chain.jsonl, việc số %s" % act["seq"]
    facts, decision = act["facts"], act["facts"]["decision"]
    said = signature["facts"] if signature else {}
    struck = [it["nominee"] for it in said.get("strikes", [])]
    if (said.get("decision"), said.get("digest"), said.get("input"), struck) != (
        "approve", facts["digest"], facts["input"], facts["struck"],
    ):
        return fault(where, "quyết định không khớp với bản ký duyệt")
    name = "lists/%s.answer.json" % facts["input"]
    answer = json.loads(read(name))
    if answer["digest"] != facts["digest"]:
        fault(name, "không phải danh sách đã ký")
    holder = signature["outcome"]["holder"] or {"name": signature["person"], "signsAs": ""}
    for it in answer["winners"]:
        if it["nominee"] in struck:
            continue
        row = {column: it[column] for column in ("bloc", "kind", "seat", "unit", "nominee", "name", "clause")}
        row.update({
            "plan": act["plan"],
            "campaign": act["campaign"],
            "person_id": it.get("personId"),
            "list_digest": facts["digest"],
            "decision_number": decision["number"],
            "decision_date": decision["date"],
            "imported": False,
            "signed_by": holder["name"],
            "signs_as": holder["signsAs"],
        })
        expected[seat(row)] = row


# Histories.


def check_histories():
    previous, count = "0" * 64, 0
    for row in rows("histories/chain.jsonl"):
        count += 1
        where = "histories/chain.jsonl, %s (%s)" % (row["workflowId"], row["runId"])
        fields = [row[it] for it in ("seq", "workflowId", "runId", "status", "events", "exportedAt", "packedDigest", "previous")]
        if row["seq"] != count or row["previous"] != previous:
            fault(where, "không nối tiếp lịch sử trước")
        if sha256("\x1f".join(str(it) for it in fields)) != row["hash"]:
            fault(where, "mã băm không khớp")
        previous = row["hash"]
        if row["file"] is None:
            continue
        name = "histories/%s.json" % row["file"]
        packed = read(name + ".gz")
        if sha256(packed) != row["packedDigest"]:
            fault(name + ".gz", "không khớp với chuỗi lịch sử")
        text = read(name)
        if gzip.decompress(packed) != text:
            fault(name, "khác với bản nén đã lưu")
        if len(json.loads(text)["events"]) != row["events"]:
            fault(name, "số sự kiện không khớp")
    return count



def check_tables():
    """Each table stands in two files that say the same."""
    csv.field_size_limit(sys.maxsize)
    for name in sorted(os.listdir(os.path.join(FOLDER, "tables"))):
        if not name.endswith(".json"):
            continue
        with open(os.path.join(FOLDER, "tables", name[:-5] + ".csv"), encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file))
        objects = json.loads(read("tables/" + name))
        if len(lines) - 1 != len(objects):
            fault("tables/%s.csv" % name[:-5], "số dòng khác với tệp .json")
        for line, row in zip(lines[1:], objects):
            for column, cell in zip(lines[0], line):
                value = row[column]
                same_text = cell == value if isinstance(value, str) else value is None and cell == ""
                if not same_text and (isinstance(value, str) or value is None or json.loads(cell) != value):
                    fault("tables/%s.csv" % name[:-5], "khác với tệp .json")
                    break


def attempt(where, work, *given):
    try:
        return work(*given)
    except Exception as error:  # whatever an altered file makes of it
        fault(where, "không đọc được: %r" % (error,))
        return None


def main():
    files = attempt(MANIFEST, check_manifest)
    audit = attempt("audit/", check_audit) or ([], Keys(), 0, 0)
    acts, keys, count, proofs = audit
    receipts = attempt("contents/", check_contents, keys)
    awards = attempt("tables/ledger.json", check_awards, acts)
    histories = attempt("histories/", check_histories)
    attempt("tables/", check_tables)
    for line in faults:
        print("SAI  " + line)
    if faults:
        print("%d chỗ sai." % len(faults))
        return 1
    print("Mọi thứ đều đúng: %s tệp, %s việc đã ghi sổ, %s chữ ký của các việc, %s chữ ký nộp hồ sơ, "
          "%s Bằng khen theo danh sách đã ký, %s lịch sử." % (files, count, proofs, receipts, awards, histories))
    return 0


if __name__ == "__main__":
    sys.exit(main())
