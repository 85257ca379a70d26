#pragma once

#include <atomic>
#include <functional>
#include <regex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <httplib.h>

namespace hookline {

/// cpp-httplib without its sockets: it reads a request from a Stream of ours, routes it and writes
/// the answer to the stream. Routes are set before the first request; then any thread may serve.
class HttpServer : public httplib::Server {
 public:
  struct Route {
    std::string method;
    std::string pattern;  ///< of paths, a regular expression
    std::regex regex;
  };

  HttpServer();

  // As httplib's own, and remembered: httplib doesn't tell what it has routes for.
  template <class Handler>
  void Get(const std::string& pattern, Handler handler) {
    add_route("GET", pattern);
    httplib::Server::Get(pattern, std::move(handler));
  }
  template <class Handler>
  void Post(const std::string& pattern, Handler handler) {
    add_route("POST", pattern);
    httplib::Server::Post(pattern, std::move(handler));
  }
  template <class Handler>
  void Put(const std::string& pattern, Handler handler) {
    add_route("PUT", pattern);
    httplib::Server::Put(pattern, std::move(handler));
  }
  template <class Handler>
  void Delete(const std::string& pattern, Handler handler) {
    add_route("DELETE", pattern);
    httplib::Server::Delete(pattern, std::move(handler));
  }
  const std::vector<Route>& routes() const { return routes_; }
  /// The methods that the path takes, HEAD wherever GET is one of them. Empty: nothing is there.
  std::vector<std::string> methods_for(const std::string& path) const;

  /// Reads one request from the stream, routes it and writes its answer to the stream. Returns
  /// whether the connection may go on: false when the answer said it closes, or couldn't be
  /// written. `is_given_up` tells, on any thread, whether nobody waits for the answer any more; the
  /// request's CallQuery::search() asks it.
  bool serve(httplib::Stream& stream, bool keep_alive, std::function<bool()> is_given_up = nullptr);
  /// Makes content providers that are under way end at their next piece.
  void end_streams();

 private:
  void add_route(std::string method, const std::string& pattern) {
    routes_.push_back({std::move(method), pattern, std::regex(pattern)});
  }

  std::vector<Route> routes_;
};

/// Reads a request from memory and writes its answer to a non-blocking socket, waiting where that
/// takes no more. For threads that may wait.
class SocketStream : public httplib::Stream {
 public:
  /// The bytes of `in` outlive the stream. A write fails when nothing of it is taken for
  /// `write_timeout_ms`, and when all of it takes longer than that and a second for each 16 KiB.
  /// `takes_interim`: the request is of HTTP/1.1, which has interim answers.
  SocketStream(std::string_view in, int socket, int write_timeout_ms, bool takes_interim)
      : in_(in),
        socket_(socket),
        write_timeout_ms_(write_timeout_ms),
        takes_interim_(takes_interim) {}

  /// Whether nobody waits for the answer any more. Any thread, but not while another one writes.
  /// A caller that has ended its side of the connection may still read. Before the answer begins,
  /// that is found out: the caller is sent "102 Processing", an interim answer that any program
  /// passes over, and the system of one that has gone refuses it at once. One of HTTP/1.0, which
  /// has no interim answers, counts as there.
  bool is_given_up();

  bool is_readable() const override { return !in_.empty(); }
  bool is_writable() const override;
  ssize_t read(char* data, size_t size) override;
  ssize_t write(const char* data, size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return socket_; }

 private:
  bool wait_writable(int timeout_ms) const;

  std::string_view in_;
  int socket_;
  int write_timeout_ms_;
  const bool takes_interim_;
  std::atomic<bool> was_interim_sent_ = false;
  std::atomic<bool> has_begun_ = false;  ///< the answer
};

}  // namespace hookline
