#include "tests/support/child_process.h"

#include "tests/support/places.h"

#include <array>
#include <csignal>
#include <stdexcept>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hookline::test {
namespace {

std::array<int, 2> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  return ends;
}

/// Appends what there is; closes the descriptor at the end.
void drain(int& fd, std::string& text) {
  char bytes[65536];
  const ssize_t got = ::read(fd, bytes, sizeof bytes);
  if (got > 0) {
    text.append(bytes, static_cast<std::size_t>(got));
    return;
  }
  ::close(fd);
  fd = -1;
}

}  // namespace

ChildProcess::ChildProcess(const std::string& program, const std::vector<std::string>& arguments) {
  const auto out = make_pipe();
  const auto err = make_pipe();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
  std::string path = program.starts_with('/') ? program : program_path(program);
  std::vector<std::string> words = arguments;
  words.insert(words.begin(), path);
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const int failed = posix_spawn(&pid_, path.c_str(), &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(out[1]);
  ::close(err[1]);
  out_fd_ = out[0];
  err_fd_ = err[0];
  if (failed != 0) throw std::runtime_error("can't start " + path);
}

ChildProcess::~ChildProcess() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  if (out_fd_ >= 0) ::close(out_fd_);
  if (err_fd_ >= 0) ::close(err_fd_);
}

bool ChildProcess::read_some() {
  std::array<pollfd, 2> fds = {{{out_fd_, POLLIN, 0}, {err_fd_, POLLIN, 0}}};
  if (out_fd_ < 0 && err_fd_ < 0) return false;
  const auto patience_ms = static_cast<int>(std::chrono::milliseconds(kPatience).count());
  if (::poll(fds.data(), fds.size(), patience_ms) == 0) {
    throw std::runtime_error("the program says nothing more; so far: " + out_ + err_);
  }
  if (fds[0].revents != 0) drain(out_fd_, out_);
  if (fds[1].revents != 0) drain(err_fd_, err_);
  return true;
}

std::string ChildProcess::read_line() {
  std::size_t end = 0;
  while ((end = out_.find('\n', line_start_)) == std::string::npos) {
    if (!read_some()) throw std::runtime_error("the program ended: " + out_ + err_);
  }
  const std::string line = out_.substr(line_start_, end - line_start_);
  line_start_ = end + 1;
  return line;
}

void ChildProcess::signal(int number) {
  ::kill(pid_, number);
}

int ChildProcess::wait() {
  while (read_some()) {
  }
  return wait_unread();
}

int ChildProcess::wait_unread() {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace hookline::test
