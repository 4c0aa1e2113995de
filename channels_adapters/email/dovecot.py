"""A real IMAP server (Dovecot) on free ports of loopback, for tests: mails are put in, and it can be ill."""

import contextlib
import grp
import os
import pwd
import shutil
import signal
import smtplib
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from channels_adapters.kit.ports import free_ports

PASSWORD = "rahasia"  # noqa: S105
PROGRAM_PLACES = "/usr/sbin:/usr/bin:/usr/local/sbin:/opt/homebrew/sbin"
NEEDED = "The tests need Dovecot. On Debian and Ubuntu: apt-get install dovecot-imapd dovecot-lmtpd"

CONFIG = """
base_dir={run}
state_dir={run}/state
log_path={folder}/log
protocols=imap lmtp
listen=127.0.0.1
ssl=no
disable_plaintext_auth=no
auth_mechanisms={mechanisms}
mail_location=maildir:{folder}/mail/%u
first_valid_uid=1
default_internal_user={internal}
default_login_user={login}
default_internal_group={group}
mail_max_userip_connections=100
auth_failure_delay=0
passdb {{
  driver=static
  mechanisms=plain login
  args=password={password}
}}
userdb {{
  driver=static
  args=uid={user} gid={user_group} home={folder}/mail/%u allow_all_users=yes
}}
service imap-login {{
  chroot=
  inet_listener imap {{
    port={imap}
  }}
  inet_listener imaps {{
    port=0
  }}
}}
service anvil {{
  chroot=
}}
service stats {{
  chroot=
}}
service lmtp {{
  inet_listener lmtp {{
    address=127.0.0.1
    port={lmtp}
  }}
}}
"""

OAUTH = """
passdb {{
  driver=oauth2
  mechanisms=xoauth2 oauthbearer
  args={folder}/oauth2.conf
}}
"""


@dataclass
class Dovecot:
    folder: Path
    imap: int
    lmtp: int
    user: str = "help@kirim.example"
    _process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def start(self) -> None:
        program = _program("dovecot")
        self._process = subprocess.Popen([program, "-F", "-c", str(self.folder / "dovecot.conf")])
        _wait_for(self.imap)
        _wait_for(self.lmtp)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None

    def put(self, *mails: bytes) -> None:
        """Delivers them as a mail server would."""
        with smtplib.LMTP("127.0.0.1", self.lmtp) as line:
            for raw in mails:
                line.sendmail("sender@pelanggan.example", [self.user], raw)

    def put_files(self, mails: list[bytes], first: int = 0) -> None:
        """Lays them into the maildir: whatever bytes, thousands at once."""
        new = self.folder / "mail" / self.user / "new"
        for place in (new, new.parent / "cur", new.parent / "tmp"):
            place.mkdir(parents=True, exist_ok=True)
        for number, raw in enumerate(mails, first):
            (new / f"{1764100000 + number}.M{number}P1.test").write_bytes(raw)
        if os.getuid() == 0:
            owner = pwd.getpwnam("nobody")
            for path in (new.parent, *new.parent.rglob("*")):
                os.chown(path, owner.pw_uid, owner.pw_gid)

    def admin(self, *words: str) -> str:
        done = subprocess.run(
            [_program("doveadm"), "-c", str(self.folder / "dovecot.conf"), *words],
            capture_output=True,
            check=True,
            text=True,
            timeout=20,
        )
        return done.stdout

    def number_anew(self, validity: int = 777_000_777) -> None:
        self.admin("mailbox", "update", "--uid-validity", str(validity), "-u", self.user, "INBOX")

    def kick(self) -> None:
        self.admin("kick", self.user)

    def imap_processes(self) -> list[int]:
        """Of our own master only."""
        assert self._process is not None
        listed = subprocess.run(
            [_program("ps"), "--ppid", str(self._process.pid), "-o", "pid=,comm="],
            capture_output=True,
            text=True,
            check=False,
        )
        rows = [line.split(None, 1) for line in listed.stdout.splitlines()]
        return [int(pid) for pid, name in rows if name.strip() == "imap"]

    @contextlib.contextmanager
    def frozen(self) -> Iterator[None]:
        """Connections stay open, and nothing is answered."""
        pids = self.imap_processes()
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in pids:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGCONT)


@contextlib.contextmanager
def running(*, token_server: str = "") -> Iterator[Dovecot]:
    """``token_server``: where tokens are looked up, which switches XOAUTH2 on."""
    folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
    folder.chmod(0o755)
    imap, lmtp = free_ports(2)
    box = Dovecot(folder, imap, lmtp)
    _write_config(box, token_server)
    box.start()
    try:
        yield box
    finally:
        box.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _write_config(box: Dovecot, token_server: str) -> None:
    (box.folder / "mail").mkdir()
    me = pwd.getpwuid(os.getuid()).pw_name
    user = "nobody" if os.getuid() == 0 else me
    owner = pwd.getpwnam(user)
    if os.getuid() == 0:
        os.chown(box.folder / "mail", owner.pw_uid, owner.pw_gid)
    config = CONFIG.format(
        run=box.folder / "run",
        folder=box.folder,
        mechanisms="plain login xoauth2 oauthbearer" if token_server else "plain login",
        internal="dovecot" if os.getuid() == 0 else me,
        login="dovenull" if os.getuid() == 0 else me,
        group="dovecot" if os.getuid() == 0 else grp.getgrgid(os.getgid()).gr_name,
        password=PASSWORD,
        user=owner.pw_uid,
        user_group=owner.pw_gid,
        imap=box.imap,
        lmtp=box.lmtp,
    )
    if token_server:
        config += OAUTH.format(folder=box.folder)
        lines = {
            "tokeninfo_url": f"{token_server}/tokeninfo?access_token=",
            "introspection_url": f"{token_server}/introspect?access_token=",
            "introspection_mode": "get",
            "username_attribute": "email",
            "active_attribute": "active",
            "active_value": "yes",
        }
        said = "".join(f"{name} = {value}\n" for name, value in lines.items())
        (box.folder / "oauth2.conf").write_text(said)
    (box.folder / "dovecot.conf").write_text(config)


def _program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path=PROGRAM_PLACES)
    if found is None:
        raise RuntimeError(NEEDED if name != "ps" else "The tests need ps (procps).")
    return found


def _wait_for(port: int) -> None:
    until = time.monotonic() + 15
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
