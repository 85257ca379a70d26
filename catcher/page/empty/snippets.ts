/** Ready commands that send something to the catching address. */
export function snippetsFor(catching: string): { key: string; label: string; code: string }[] {
  const url = `${catching}/hello`;
  return [
    { key: "curl", label: "curl", code: `curl ${url} -d 'name=Jane&message=Hello'` },
    {
      key: "wget",
      label: "wget",
      code: `wget -qO- ${url} --post-data='name=Jane&message=Hello'`,
    },
    { key: "httpie", label: "HTTPie", code: `http POST ${url} name=Jane message=Hello` },
    {
      key: "powershell",
      label: "PowerShell",
      code: `Invoke-RestMethod ${url} -Method Post -Body @{name='Jane'; message='Hello'}`,
    },
    {
      key: "javascript",
      label: "JavaScript",
      code: `await fetch("${url}", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ name: "Jane", message: "Hello" }),
});`,
    },
    {
      key: "python",
      label: "Python",
      code: `import requests
requests.post("${url}", data={"name": "Jane", "message": "Hello"})`,
    },
    {
      key: "php",
      label: "PHP",
      code: `file_get_contents("${url}", false, stream_context_create(["http" => [
    "method" => "POST",
    "header" => "Content-Type: application/x-www-form-urlencoded",
    "content" => http_build_query(["name" => "Jane", "message" => "Hello"]),
]]));`,
    },
    {
      key: "go",
      label: "Go",
      code: `http.PostForm("${url}", url.Values{"name": {"Jane"}, "message": {"Hello"}})`,
    },
  ];
}
