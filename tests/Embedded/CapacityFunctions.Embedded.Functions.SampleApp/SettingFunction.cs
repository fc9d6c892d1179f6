using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

[assembly: Microsoft.Extensions.Configuration.UserSecrets.UserSecretsId("capacity-functions-sample-app")]

namespace CapacityFunctions.Embedded.Functions.SampleApp;

public sealed class SettingFunction(IConfiguration configuration)
{
    [Function("Setting")]
    public string Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "setting/{name}")] HttpRequest request, string name) =>
        configuration[name] ?? $"none for {request.Path}";
}
