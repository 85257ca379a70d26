#include "tests/support/catcher_process.h"

#include "tests/support/places.h"
#include "tests/support/raw_client.h"

#include <csignal>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

namespace hookline::test {
namespace {

std::vector<std::string> words_of(const std::vector<std::string>& flags,
                                  const std::string& before) {
  const std::string script = (before.empty() ? "" : before + "; ") + "exec \"$@\"";
  std::vector<std::string> words = {"-c",       script,        "sh",     program_path("catcher"),
                                    "--listen", "127.0.0.1:0", "--page", "127.0.0.1:0"};
  words.insert(words.end(), flags.begin(), flags.end());
  return words;
}

std::string url_in(const std::string& line, const std::string& prefix) {
  if (!line.starts_with(prefix)) throw std::runtime_error("not " + prefix + ": " + line);
  return line.substr(prefix.size());
}

}  // namespace

CatcherProcess::CatcherProcess(const std::vector<std::string>& flags, const std::string& before)
    : process_("/bin/sh", words_of(flags, before)),
      catching_(url_in(process_.read_line(), "catching on ")),
      watching_(url_in(process_.read_line(), "watching on ")) {}

int CatcherProcess::post(const std::string& target, const std::string& body) {
  RawClient client(catching_);
  client.send(fmt::format("POST {} HTTP/1.1\r\nHost: h\r\nContent-Length: {}\r\n\r\n{}", target,
                          body.size(), body));
  return status_of_answer(client.read_answer());
}

ApiAnswer CatcherProcess::call(const std::string& method, const std::string& target) const {
  return call_api(watching_, method, target);
}

int CatcherProcess::end() {
  process_.signal(SIGTERM);
  return process_.wait();
}

std::size_t CatcherProcess::peak_memory_bytes() const {
  std::ifstream status(fmt::format("/proc/{}/status", process_.pid()));
  for (std::string word; status >> word;) {
    if (word == "VmHWM:") break;
  }
  std::size_t kib = 0;
  status >> kib;
  return kib << 10;
}

}  // namespace hookline::test
