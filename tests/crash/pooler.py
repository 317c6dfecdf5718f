"""PgBouncer in front of the private server, handing out its connections for one transaction each."""
import os
import shutil
import socket
import subprocess
import time

PROGRAMS = ("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer")


class Pooler:
    def __init__(self, server, pool_size=3):
        program = shutil.which("pgbouncer") or next((each for each in PROGRAMS if os.path.exists(each)), None)
        if program is None:
            raise SystemExit("found no pgbouncer; install the package pgbouncer")
        self.folder = f"/tmp/erdmark-pooler-{os.getpid()}"
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        with open(os.path.join(self.folder, "users.txt"), "w") as file:
            file.write('"postgres" ""\n')
        with open(os.path.join(self.folder, "pgbouncer.ini"), "w") as file:
            file.write(f"[databases]\n* = host={server.socket} port=5432\n[pgbouncer]\nunix_socket_dir = {self.folder}\n"
                       f"listen_port = 5432\nlisten_addr =\nauth_type = trust\nauth_file = {self.folder}/users.txt\n"
                       f"pool_mode = transaction\ndefault_pool_size = {pool_size}\nmax_client_conn = 100\n"
                       f"logfile = {self.folder}/log\nignore_startup_parameters = extra_float_digits\n")
        command = [program, os.path.join(self.folder, "pgbouncer.ini")]
        if os.geteuid() == 0:
            # It refuses to run as root, and must be let into the folder of the server's socket.
            owner = os.stat(server.socket)
            os.chown(self.folder, owner.st_uid, owner.st_gid)
            command = ["setpriv", f"--reuid={owner.st_uid}", f"--regid={owner.st_gid}", "--clear-groups"] + command
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait()

    def wait(self):
        path = os.path.join(self.folder, ".s.PGSQL.5432")
        for _ in range(100):
            with socket.socket(socket.AF_UNIX) as probe:
                if probe.connect_ex(path) == 0:
                    return
            time.sleep(0.05)
        raise SystemExit(f"pgbouncer did not start, see {self.folder}/log")

    def url(self, database):
        return f"postgresql:///{database}?host={self.folder}&user=postgres"

    def close(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
