"""What the daemon tells the service manager that started it (sd_notify(3))."""

import socket
import time


def test_the_service_manager_hears_that_the_daemon_is_ready_lives_and_stops(
        homes, monkeypatch):
    """The heartbeat comes from the thread that commits, also while nobody sends anything."""
    path = homes.folder() / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(path))
        manager.settimeout(20)
        monkeypatch.setenv("NOTIFY_SOCKET", str(path))
        monkeypatch.setenv("WATCHDOG_USEC", "200000")
        daemon = homes.daemon().start()

        def hear(word: str) -> float:
            while word not in manager.recv(4096).decode():
                pass
            return time.monotonic()

        hear("READY=1")
        first = hear("WATCHDOG=1")
        for _ in range(5):
            last = hear("WATCHDOG=1")
        # Half of what the manager waits lies between two beats; a burst would prove nothing.
        assert last - first > 0.3
        daemon.begin_stop()
        hear("STOPPING=1")
        assert daemon.wait() == 0, daemon.output()
