using System.Diagnostics;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Embedded.DurableTask.Tests.Ownership;

/// <summary>Real processes that want the same hub. Their lease lasts 15 seconds, the shortest that storage grants.</summary>
public sealed class HubLeaseProcessTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(15);

    private readonly string _hub = $"L{Guid.NewGuid():N}";

    [Fact]
    public async Task Start_HubOfALivingProcess_WaitsSaysWhoHoldsItAndFollowsItsOrderlyEnd()
    {
        using TempFile beats = new();
        await using HostProcess first = HostProcess.Start(azurite, "heart", _hub, beats.Name, "-");
        await first.SaysAsync("running");

        await using HostProcess second = HostProcess.Start(azurite, "heart", _hub, beats.Name, "-");
        await second.SaysAsync($"is held by process {first.Id} on {Environment.MachineName}, since 20");
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.False(second.HasSaid("running"));

        await first.StopAsync();
        long stopped = Stopwatch.GetTimestamp();
        await second.SaysAsync("running");

        Assert.True(Stopwatch.GetElapsedTime(stopped) < LeaseDuration / 2, "the lease was not given back");
        Assert.True(first.HasSaid("stopped"));
        await BeatsOfAsync(second, beats);
    }

    [Fact]
    public async Task Start_HolderWasKilled_TakesOverAtOnce()
    {
        using TempFile beats = new();
        await using HostProcess first = HostProcess.Start(azurite, "heart", _hub, beats.Name, "-");
        await BeatsOfAsync(first, beats);
        await using HostProcess second = HostProcess.Start(azurite, "heart", _hub, beats.Name, "-");
        await second.SaysAsync("is held by");

        await first.KillAsync();
        long killed = Stopwatch.GetTimestamp();
        await second.SaysAsync("running");

        Assert.True(Stopwatch.GetElapsedTime(killed) < LeaseDuration / 2, "it waited for the dead process's lease");
        Assert.True(second.HasSaid($"was held by process {first.Id}"));
        await BeatsOfAsync(second, beats);
    }

    [Fact]
    public async Task Start_NoPatience_IsRefusedWithTheHoldersName()
    {
        using TempFile beats = new();
        await using HostProcess first = HostProcess.Start(azurite, "heart", _hub, beats.Name, "-");
        await first.SaysAsync("running");

        await using HostProcess second = HostProcess.Start(azurite, "heart", _hub, beats.Name, 0);
        await second.ExitAsync();

        Assert.Contains(
            second.Lines,
            line => line.StartsWith($"refused: Hub '{_hub}' is held by process {first.Id} on ", StringComparison.Ordinal));
        await BeatsOfAsync(first, beats);
    }

    [Fact]
    public async Task Freeze_Holder_OthersTakeOverAndItStaysStillWhenItThaws()
    {
        using TempFile beats = new();
        await using HostProcess first = HostProcess.Start(azurite, "heart", _hub, beats.Name, "-");
        await BeatsOfAsync(first, beats);
        await using HostProcess second = HostProcess.Start(azurite, "heart", _hub, beats.Name, "-");
        await second.SaysAsync("is held by");

        await first.FreezeAsync();
        await BeatsOfAsync(second, beats);
        int frozenBeats = Beats(beats).Count(process => process == first.Id);
        await first.ThawAsync();
        await first.SaysAsync($"Hub {_hub} is lost");
        await first.SaysAsync($"is held by process {second.Id}");
        await Task.Delay(TimeSpan.FromSeconds(1));

        // An activity that was between its start and its first line when the process froze may write that line; nothing else may begin.
        Assert.InRange(Beats(beats).Count(process => process == first.Id) - frozenBeats, 0, 1);

        int before = Beats(beats).Count;
        await second.KillAsync();
        await TestHub.UntilAsync(() => Task.FromResult(Beats(beats).Skip(before).Count(process => process == first.Id) > 3));
    }

    private static async Task BeatsOfAsync(HostProcess host, TempFile beats) =>
        await TestHub.UntilAsync(() => Task.FromResult(Beats(beats).Count(process => process == host.Id) >= 3));

    private static List<int> Beats(TempFile beats)
    {
        using FileStream stream = new(beats.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
    }
}
