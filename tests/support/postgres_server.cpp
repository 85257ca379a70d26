#include "tests/support/postgres_server.h"

#include "tests/support/shell.h"

#include <csignal>
#include <filesystem>
#include <stdexcept>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hookline::test {
namespace {

namespace fs = std::filesystem;

/// The newest that Debian's packages have put here.
std::string programs_folder() {
  std::string newest;
  std::error_code none;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", none)) {
    const std::string folder = (version.path() / "bin").string();
    if (fs::exists(folder + "/initdb") && folder > newest) newest = folder;
  }
  if (newest.empty()) throw std::runtime_error("its package (postgresql) isn't installed");
  return newest;
}

int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  ::bind(socket, any, size);
  ::getsockname(socket, any, &size);
  ::close(socket);
  return ntohs(address.sin_port);
}

}  // namespace

PostgresServer::PostgresServer()
    : programs_(programs_folder()), data_(folder_.file("data")), port_(free_port()) {
  if (::geteuid() == 0) {
    const passwd* account = ::getpwnam("postgres");
    if (account == nullptr) throw std::runtime_error("there is no account postgres to run it as");
    fs::permissions(folder_.path(), fs::perms::all);
  }
  output_of_sh(
      as_owner(fmt::format("{}/initdb -D {} -U hookline --auth=trust --no-sync --no-locale "
                           "--encoding=UTF8",
                           programs_, data_)) +
      " >/dev/null 2>&1");
  start();
}

PostgresServer::~PostgresServer() {
  crash();
}

PostgresServer* PostgresServer::shared(std::string& why_not) {
  static std::string problem;
  static const std::unique_ptr<PostgresServer> server = []() -> std::unique_ptr<PostgresServer> {
    try {
      return std::make_unique<PostgresServer>();
    } catch (const std::exception& error) {
      problem = error.what();
      return nullptr;
    }
  }();
  why_not = problem;
  return server.get();
}

std::string PostgresServer::as_owner(const std::string& command) const {
  if (::geteuid() != 0) return "exec " + command;
  // Where the test program dies, so does the server.
  return "cd / && exec setpriv --reuid=postgres --regid=postgres --clear-groups --pdeathsig=QUIT " +
         command;
}

void PostgresServer::start() {
  process_ = std::make_unique<ChildProcess>(
      "/bin/sh", std::vector<std::string>{
                     "-c", as_owner(fmt::format(
                               "{}/postgres -D {} -k {} -p {} -c listen_addresses=127.0.0.1 -c "
                               "log_checkpoints=off -c log_min_messages=log -c "
                               "log_min_error_statement=panic -c max_connections=60 "
                               "-c fsync=off",
                               programs_, data_, folder_.path().string(), port_)) +
                               " 2>&1"});
  while (process_->read_line().find("ready to accept connections") == std::string::npos) {
  }
}

void PostgresServer::crash() {
  if (!process_) return;
  process_->signal(SIGQUIT);
  process_->wait();
  process_.reset();
}

std::string PostgresServer::dsn(const std::string& user) const {
  return fmt::format("postgresql://{}@127.0.0.1:{}/postgres", user, port_);
}

std::string PostgresServer::new_schema() {
  static int last = 0;
  return fmt::format("queue_{}_{}", ::getpid(), ++last);
}

std::string PostgresServer::psql(const std::string& sql) const {
  return output_of_sh(
      fmt::format("{}/psql -qAtX -v ON_ERROR_STOP=1 -d '{}' -c \"{}\"", programs_, dsn(), sql));
}

}  // namespace hookline::test
