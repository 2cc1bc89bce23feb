# Functions shared by the scripts. Source it.

# The root of the package, without symbolic links.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

# How a script calls itself in messages: build, check/terminal.
program=${0##*/}
if [[ $0 == */check/* ]]; then program=check/$program; fi

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$program: $*"
  exit 1
}

heading() { printf '\n== %s\n' "$*"; }

has() { command -v "$1" >/dev/null 2>&1; }

is_macos() { [[ $(uname -s) == Darwin ]]; }

# The comment at the top of a script is its help.
print_help() { awk 'NR > 1 && !/^#/ { exit } NR > 1 { sub(/^# ?/, ""); print }' "$0"; }

wrong_usage() {
  say "$program: $*"
  say "Try --help."
  exit 64
}

# For scripts with no options except --help.
no_options() {
  case ${1-} in
    '') ;;
    -h | --help) print_help && exit 0 ;;
    *) wrong_usage "unknown argument: $1" ;;
  esac
}

# The C compiler: CC, cc, or the clang of the Swift toolchain.
c_compiler() {
  if [[ -n ${CC-} ]]; then
    printf '%s\n' "$CC"
  else
    command -v cc || command -v clang
  fi
}

# Builds the command and prints its path. The output of the build goes to standard error.
built_validate() {
  local output
  output=$("$root/Scripts/build" "$@") || return 1
  printf '%s\n' "${output##*$'\n'}"
}

# Prints the path of a Python with these packages, from an environment in .build-python that is created once. Arguments that
# start with a dash are options for pip.
python_with() {
  local environment
  environment=$root/.build-python/$(printf '%s\n' "$@" | cksum | cut -d ' ' -f 1)
  if [[ ! -e $environment/complete ]]; then
    python3 -m venv --clear "$environment" >&2 || return 1
    "$environment/bin/pip" install --quiet --disable-pip-version-check "$@" >&2 || return 1
    touch "$environment/complete"
  fi
  printf '%s\n' "$environment/bin/python"
}
