"""What a program that was not written here does with a hub, through fhirpy (https://pypi.org/project/fhirpy/): every interaction once.

scenario.py BASE, the address of the FHIR API. Prints a line for each step; exit code 1 with the step that failed.
"""
import sys
import uuid

import requests
from fhirpy import SyncFHIRClient
from fhirpy.base.exceptions import MultipleResourcesFound, OperationOutcome, ResourceNotFound

BASE = sys.argv[1]
SYSTEM = "http://example.org/scenario"
client = SyncFHIRClient(BASE)


def step(sentence):
    print(sentence, flush=True)


def ask(method, path, data=None, params=None, **headers):
    """A request with headers of its own: (resource, status)."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    return client._do_request(method, path, data=data, params=params, extra_headers=headers, returning_status=True)


def refused(kind, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except kind as error:
        return error
    raise AssertionError(f"{call.__name__} was not refused with {kind.__name__}")


def ids(resources):
    return sorted(resource.id for resource in resources)


step("metadata")
statement = client.execute("metadata", method="get")
assert statement.fhirVersion == "4.0.1"
offered = {entry.type: entry for entry in statement.rest[0].resource}
codes = {interaction.code for interaction in offered["Observation"].interaction}
assert codes >= {
    "read", "vread", "update", "patch", "delete", "create", "search-type", "history-instance", "history-type",
}, codes
assert {interaction.code for interaction in statement.rest[0].interaction} >= {"transaction", "batch", "history-system", "search-system"}

step("create")
patient = client.resource(
    "Patient", name=[{"family": "Lyng", "given": ["Bregne"]}], gender="female", birthDate="1940-02-03",
    identifier=[{"system": SYSTEM, "value": "one"}])
patient.save()
assert patient.id and patient.meta.versionId == "1"
ward = client.resource("Organization", name="Granhaugen", identifier=[{"system": SYSTEM, "value": "ward"}]).create()

step("conditional create")
same, status = ask("post", "Patient", {name: value for name, value in patient.serialize().items() if name != "id"}, If_None_Exist=f"identifier={SYSTEM}|one")
assert status == 200 and same.id == patient.id
other, status = ask(
    "post", "Patient", {"resourceType": "Patient", "identifier": [{"system": SYSTEM, "value": "two"}], "name": [{"family": "Mose"}]},
    If_None_Exist=f"identifier={SYSTEM}|two")
assert status == 201

step("read, conditional read, vread")
assert client.reference("Patient", patient.id).to_resource().name[0].family == "Lyng"
_, status = ask("get", f"Patient/{patient.id}", If_None_Match='W/"1"')
assert status == 304
refused(ResourceNotFound, client.get, "Patient", "nobody-has-this-id")

step("update")
patient["active"] = True
patient.save()
assert patient.meta.versionId == "2"
first, _ = ask("get", f"Patient/{patient.id}/_history/1")
assert "active" not in first
refused(MultipleResourcesFound, ask, "put", f"Patient/{patient.id}", patient.serialize(), If_Match='W/"1"')  # fhirpy's name for 412

step("update as create")
chosen = f"chosen-{uuid.uuid4()}"
_, status = ask("put", f"Location/{chosen}", {"resourceType": "Location", "id": chosen, "name": "Stua"})
assert status == 201
assert client.get("Location", chosen)["name"] == "Stua"

step("conditional update")
updated, created = client.resources("Patient").search(identifier=f"{SYSTEM}|two").update(
    client.resource("Patient", identifier=[{"system": SYSTEM, "value": "two"}], name=[{"family": "Myr"}]))
assert not created and updated.id == other.id and updated.name[0].family == "Myr"
third, created = client.resources("Patient").search(identifier=f"{SYSTEM}|three").update(
    client.resource("Patient", identifier=[{"system": SYSTEM, "value": "three"}], name=[{"family": "Eng"}]))
assert created

step("JSON Patch and FHIRPath Patch")
answer = requests.patch(
    f"{BASE}/Patient/{patient.id}", headers={"Content-Type": "application/json-patch+json", "If-Match": 'W/"2"'},
    json=[{"op": "test", "path": "/gender", "value": "female"}, {"op": "replace", "path": "/gender", "value": "other"}])
assert answer.status_code == 200 and answer.json()["gender"] == "other", answer.text
answer, status = ask(
    "patch", f"Patient/{patient.id}",
    {"resourceType": "Parameters", "parameter": [{"name": "operation", "part": [
        {"name": "type", "valueCode": "add"}, {"name": "path", "valueString": "Patient"}, {"name": "name", "valueString": "deceased"},
        {"name": "value", "valueBoolean": False}]}]},
    Content_Type="application/fhir+json")
assert status == 200 and answer.deceasedBoolean is False
answer = requests.patch(
    f"{BASE}/Patient?identifier={SYSTEM}|three", headers={"Content-Type": "application/json-patch+json"},
    json=[{"op": "add", "path": "/active", "value": True}])
assert answer.status_code == 200 and answer.json()["id"] == third.id, answer.text

step("search")
for number in range(25):
    client.resource(
        "Observation", status="final", subject=patient.to_reference(), effectiveDateTime=f"2026-03-{number + 1:02}T08:00:00+01:00",
        code={"coding": [{"system": "http://loinc.org", "code": "8867-4"}]},
        valueQuantity={"value": 60 + number, "unit": "/min", "system": "http://unitsofmeasure.org", "code": "/min"}).save()
observations = client.resources("Observation")
assert len(observations.search(subject=patient.to_reference()).limit(7).fetch_all()) == 25
assert len(observations.search(code="http://loinc.org|8867-4", patient=patient.id).fetch()) == 25
assert len(observations.search(date__ge="2026-03-20").fetch()) == 6
assert len(observations.search(**{"value-quantity": "gt80|http://unitsofmeasure.org|/min"}).fetch()) == 4
latest = observations.search(patient=patient.id).sort("-date").limit(1).fetch()
assert latest[0].valueQuantity.value == 84
assert ids(client.resources("Patient").search(name="lyn").fetch()) == [patient.id]
assert ids(client.resources("Patient").search(family__exact="Lyng").fetch()) == [patient.id]
assert ids(client.resources("Patient").search(gender__not="other", identifier=f"{SYSTEM}|").fetch()) == ids([updated, third])
assert len(observations.search(patient__Patient__name="lyng").fetch()) == 25
assert ids(client.resources("Patient").has("Observation", "patient", code="8867-4").fetch()) == [patient.id]
page = observations.search(patient=patient.id).limit(2).include("Observation", "subject").fetch_raw()
assert [entry.search.mode for entry in page.entry].count("include") == 1
page = client.resources("Patient").search(_id=patient.id).revinclude("Observation", "subject").fetch_raw()
assert [entry.search.mode for entry in page.entry].count("include") == 25
counted, _ = ask("get", "Observation", params={"patient": patient.id, "_summary": "count"})
assert counted.total == 25 and "entry" not in counted
sparse = observations.search(patient=patient.id).elements("status").limit(1).fetch()[0]
assert "valueQuantity" not in sparse
form = requests.post(f"{BASE}/Patient/_search", data={"identifier": f"{SYSTEM}|one"})
assert [entry["resource"]["id"] for entry in form.json()["entry"]] == [patient.id]
problem = refused(OperationOutcome, client.resources("Patient").search(shoesize="44").fetch)
assert "birthdate" in str(problem), "an unknown parameter is refused and the known ones are named"

step("history of one, of a type and of all")
history, _ = ask("get", f"Patient/{patient.id}/_history")
assert [entry.resource.meta.versionId for entry in history.entry] == ["4", "3", "2", "1"]
history, _ = ask("get", "Location/_history")
assert [entry.request.method for entry in history.entry] == ["PUT"]
history, _ = ask("get", "_history", params={"_count": 5})
assert len(history.entry) == 5

step("transaction and batch")
mother, child = f"urn:uuid:{uuid.uuid4()}", f"urn:uuid:{uuid.uuid4()}"
answer = client.execute("", data={"resourceType": "Bundle", "type": "transaction", "entry": [
    {"fullUrl": child, "request": {"method": "POST", "url": "Encounter"}, "resource": {
        "resourceType": "Encounter", "status": "finished", "class": {"code": "IMP"}, "subject": {"reference": mother},
        "serviceProvider": {"reference": f"Organization?identifier={SYSTEM}|ward"}}},
    {"fullUrl": mother, "request": {"method": "POST", "url": "Patient"}, "resource": {
        "resourceType": "Patient", "name": [{"family": "Hei"}], "identifier": [{"system": SYSTEM, "value": "four"}]}},
    {"request": {"method": "DELETE", "url": f"Location/{chosen}"}},
]})
assert answer.type == "transaction-response" and [entry.response.status[:3] for entry in answer.entry] == ["201", "201", "204"]
encounter = client.resources("Encounter").search(**{"subject:Patient.family": "hei"}).get()
assert encounter.serviceProvider.reference == f"Organization/{ward.id}"
refused(ResourceNotFound, client.get, "Location", chosen)
answer = client.execute("", data={"resourceType": "Bundle", "type": "batch", "entry": [
    {"request": {"method": "GET", "url": f"Patient?identifier={SYSTEM}|four"}},
    {"request": {"method": "GET", "url": "Patient/nobody-has-this-id"}},
]})
assert [entry.response.status[:3] for entry in answer.entry] == ["200", "404"]

step("operations")
everything = client.execute(f"Patient/{patient.id}/$everything", method="get", params={"_count": 1000})
assert {entry.resource.resourceType for entry in everything.entry} >= {"Patient", "Observation"}
assert client.execute("Patient/$validate", data={"resourceType": "Patient", "gender": "unknown"}).resourceType == "OperationOutcome"
assert client.execute(f"Patient/{patient.id}/$meta", method="get").parameter[0].valueMeta.versionId == "4"

step("XML")
answer = requests.get(f"{BASE}/Patient/{patient.id}", headers={"Accept": "application/fhir+xml"})
assert answer.status_code == 200 and '<family value="Lyng"' in answer.text
answer = requests.post(
    f"{BASE}/Basic", headers={"Content-Type": "application/fhir+xml"},
    data='<Basic xmlns="http://hl7.org/fhir"><code><text value="Notat"/></code></Basic>')
assert answer.status_code == 201, answer.text

step("delete and conditional delete")
third.delete()
refused(ResourceNotFound, client.get, "Patient", third.id)
answer = requests.delete(f"{BASE}/Patient?identifier={SYSTEM}|four")
assert answer.status_code in (200, 204), answer.text
assert client.resources("Patient").search(identifier=f"{SYSTEM}|four").fetch() == []
history, _ = ask("get", f"Patient/{third.id}/_history")
assert history.entry[0].request.method == "DELETE"

step("all of it")
