using CapacityFunctions.Azure;
using CapacityFunctions.Hosting;
using CapacityFunctions.Storage;
using CapacityFunctions.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseCapacityApi();
builder.Services.AddCapacityTelemetry(builder.Configuration);
builder.Services.AddCapacityStorage(builder.Configuration);
builder.Services.AddAzureCapacity(builder.Configuration);
builder.Services.AddCapacityFunctions(builder.Configuration);
await builder.Build().RunAsync();
