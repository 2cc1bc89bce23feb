"""The hook for pre-commit and the GitHub action, run here. Called by Scripts/check/integrations."""

import os
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../.."))
VALIDATE = os.path.abspath(sys.argv[1])
VALID = os.path.join(ROOT, "Corpus/aps/get-download-status/valid/sample-finished.indented.xml")
INVALID = os.path.join(ROOT, "Corpus/aps/get-download-status/invalid/result-errcode-required.xml")

failures = []


def check(holds, what, output=""):
    print("ok  " if holds else "FAIL", what)
    if not holds:
        print(output)
        failures.append(what)


def run(*command, folder, **variables):
    process = subprocess.run(
        command, cwd=folder, env=os.environ | variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return process.returncode, process.stdout.decode(errors="replace")


def action(folder, inputs, path=os.environ["PATH"]):
    """Runs the steps in order, as a runner does.

    Returns: The status of the first step that fails, or 0, and all output.
    """
    with open(os.path.join(ROOT, "action.yml")) as file:
        description = yaml.safe_load(file)
    given = {name: str(row.get("default", "")) for name, row in description["inputs"].items()} | inputs
    known = {"github.action_path": ROOT} | {f"inputs.{name}": value for name, value in given.items()}
    everything = ""
    for step in description["runs"]["steps"]:
        # An input pasted into a script would run as code; one in the environment does not.
        assert "${{" not in step["run"], step["name"]
        outputs = os.path.join(folder, "outputs")
        open(outputs, "w").close()
        variables = {
            name: re.sub(r"\$\{\{ *([\w.]+) *\}\}", lambda match: known[match[1]], value)
            for name, value in step["env"].items()
        }
        status, output = run(
            "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"],
            folder=folder, GITHUB_OUTPUT=outputs, PATH=path, **variables)
        everything += output
        if status:
            return status, everything
        with open(outputs) as file:
            for line in file.read().splitlines():
                name, value = line.split("=", 1)
                known[f"steps.{step.get('id')}.outputs.{name}"] = value
    return 0, everything


def check_action(folder):
    shutil.copy(VALID, os.path.join(folder, "good one.xml"))
    shutil.copy(INVALID, os.path.join(folder, "bad.xml"))
    tools = os.path.join(folder, "tools")
    os.mkdir(tools)
    os.symlink(VALIDATE, os.path.join(tools, "validate"))
    usual = {"validate": VALIDATE, "format": "text"}

    status, output = action(folder, usual | {"paths": "good one.xml\n\n"})
    check(status == 0 and "1 packet: 1 valid" in output, "action: a valid file, with a space in its name", output)
    status, output = action(folder, usual)
    check(status == 1 and "bad.xml:5:7: error" in output, "action: the folder, with an invalid file", output)
    status, output = action(folder, usual | {"args": "--quiet\n --ignore result/errcode-required "})
    check(status == 0, "action: more options", output)
    status, output = action(folder, usual | {"paths": "$(touch owned)\n`touch owned`; touch owned", "args": "; touch owned"})
    check(status == 2 and not os.path.exists(os.path.join(folder, "owned")), "action: nothing in an input is run", output)
    status, output = action(folder, {"format": "json"}, path=f"{tools}:{os.environ['PATH']}")
    check(status == 1 and '"rule":"result/errcode-required"' in output, "action: the command on PATH", output)
    status, output = action(folder, {"validate": VALIDATE})
    check(status == 1 and "::error " in output, "action: annotations for GitHub by default", output)


def check_hook(folder):
    tools = os.path.join(folder, "tools")
    project = os.path.join(folder, "project")
    os.makedirs(tools)
    os.symlink(VALIDATE, os.path.join(tools, "validate"))
    run("git", "init", "-q", project, folder=folder)
    shutil.copy(VALID, os.path.join(project, "good one.xml"))
    with open(os.path.join(project, "note.txt"), "w") as file:
        file.write("not a packet\n")
    variables = {
        "PATH": f"{tools}:{os.environ['PATH']}", "PRE_COMMIT_HOME": os.path.join(folder, "cache"),
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*",
    }
    # A copy, because a checkout on a runner may not have what a clone needs.
    hooks = os.path.join(folder, "hooks")
    os.mkdir(hooks)
    shutil.copy(os.path.join(ROOT, ".pre-commit-hooks.yaml"), hooks)
    for command in [("init", "-q"), ("add", "."),
                    ("-c", "user.name=x", "-c", "user.email=x", "commit", "-qm", "x")]:
        run("git", *command, folder=hooks, **variables)

    def tried():
        run("git", "add", ".", folder=project, **variables)
        pre_commit = os.path.join(os.path.dirname(sys.executable), "pre-commit")
        return run(pre_commit, "try-repo", hooks, "plesk-packets", "--verbose", folder=project, **variables)

    status, output = tried()
    check(status == 0 and "1 packet: 1 valid" in output, "pre-commit: only XML files, and they are valid", output)
    shutil.copy(INVALID, os.path.join(project, "bad.xml"))
    status, output = tried()
    check(status == 1 and "bad.xml:5:7: error" in output, "pre-commit: an invalid file stops the commit", output)


with tempfile.TemporaryDirectory() as folder:
    check_action(folder)
with tempfile.TemporaryDirectory() as folder:
    check_hook(folder)
if failures:
    sys.exit(f"check/integrations: {len(failures)} of the checks do not hold")
