"""Clients that connect and say next to nothing, many at once, while one asks for things and must be answered.

slow.py PORT COUNT: prints how many were held open and the longest answer in seconds; exit code 1 when somebody was not answered.
"""
import http.client
import resource
import socket
import sys
import time

port, count = int(sys.argv[1]), int(sys.argv[2])
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
count = min(count, hard - 100)

BEGINNINGS = [
    b"",
    b"GET /fhir/metadata HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow: ",
    b"POST /fhir/Patient HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/fhir+json\r\ncontent-length: 1000000\r\n\r\n{",
    b"GET /fhir/Patient?_count=1000 HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n",
]
slow = []
for number in range(count):
    connection = socket.create_connection(("127.0.0.1", port), timeout=120)
    connection.send(BEGINNINGS[number % len(BEGINNINGS)])
    slow.append(connection)

longest = 0
for number in range(50):
    for connection in slow[number::50]:
        try:
            connection.send(b" ")
        except OSError:
            pass
    start = time.monotonic()
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    asked.request("POST", "/fhir/Basic", '{"resourceType":"Basic","code":{"text":"slow"}}', {"Content-Type": "application/fhir+json"})
    answer = asked.getresponse()
    answer.read()
    longest = max(longest, time.monotonic() - start)
    assert answer.status == 201, answer.status
    asked.close()
print(f"{len(slow)} slow clients, longest answer {longest:.3f} s")
