// cpp-httplib as it comes, with 64 threads and a content reader: what the catcher's engine is
// measured against.
#include <httplib.h>

int main(int, char** argv) {
  httplib::Server server;
  server.new_task_queue = [] { return new httplib::ThreadPool(64); };
  server.set_keep_alive_max_count(100'000'000);
  server.set_tcp_nodelay(true);
  server.Post(".*", [](const auto&, auto& response, const httplib::ContentReader& read) {
    std::string body;
    read([&body](const char* data, size_t size) {
      body.append(data, size);
      return true;
    });
    response.set_content("caught 1\n", "text/plain");
  });
  server.listen("127.0.0.1", std::stoi(argv[1]));
}
