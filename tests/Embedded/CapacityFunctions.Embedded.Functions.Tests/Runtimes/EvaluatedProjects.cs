namespace CapacityFunctions.Embedded.Functions.Tests.Runtimes;

/// <summary>The app's project for both runtimes, read once.</summary>
public sealed class EvaluatedProjects : IAsyncLifetime
{
    private EvaluatedProject? _azure;
    private EvaluatedProject? _embedded;

    internal EvaluatedProject Azure => _azure ?? throw new InvalidOperationException("Not yet read.");

    internal EvaluatedProject Embedded => _embedded ?? throw new InvalidOperationException("Not yet read.");

    public async ValueTask InitializeAsync()
    {
        _azure = await EvaluatedProject.ReadAsync("CapacityFunctions", "Azure", TestContext.Current.CancellationToken);
        _embedded = await EvaluatedProject.ReadAsync("CapacityFunctions", "Embedded", TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
