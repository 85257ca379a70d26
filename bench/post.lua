-- A form POST of 400 bytes, as a webhook sends it.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
wrk.body = "type=contact_tag_added&date_time=2024-02-28T07%3A04%3A13-06%3A00&initiated_from=admin&initiated_by=admin&list=0"
  .. "&contact%5Bid%5D=42&contact%5Bemail%5D=jane.doe%40example.com&contact%5Bfirst_name%5D=Jane&contact%5Blast_name%5D=Doe"
  .. "&contact%5Bphone%5D=&contact%5Bip%5D=0.0.0.0&contact%5Btags%5D=customer%2C+vip"
wrk.body = wrk.body .. "&tag=" .. string.rep("v", 400 - #wrk.body - 5)

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("result %.0f %.0f %d\n", summary.requests / summary.duration * 1e6, latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
