using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasts;
using CapacityFunctions.Hosting;
using CapacityFunctions.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CapacityFunctions.Tests;

/// <summary>What the app registers, on storage of its own, with learners and a clock of the test's.</summary>
internal static class AppServices
{
    public static ServiceProvider Create(string storage, FakeTimeProvider time, IReadOnlyList<ILearner> learners, params (string Name, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
            [
                new("AzureWebJobsStorage", storage),
                new("Capacity:TablePrefix", $"t{Guid.NewGuid().ToString("N")[..12]}"),
                .. settings.Select(setting => new KeyValuePair<string, string?>(setting.Name, setting.Value)),
            ])
            .Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton(new LearnerCatalog(learners))
            .AddCapacityStorage(configuration)
            .AddCapacityFunctions(configuration)
            .AddSingleton<TimeProvider>(time)
            .BuildServiceProvider();
    }
}
