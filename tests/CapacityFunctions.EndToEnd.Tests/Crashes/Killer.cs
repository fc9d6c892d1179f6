using System.Diagnostics;

namespace CapacityFunctions.EndToEnd.Tests.Crashes;

/// <summary>Brings the system to a moment and kills it there.</summary>
internal sealed class Killer(CrashedSystem system, PhaseDurations durations)
{
    private const int MostLooks = 5;
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(2);

    /// <summary>Measures the phases on a fresh system, which afterwards has its first accounts and five cycles behind it.</summary>
    public static async Task<PhaseDurations> MeasureAsync(CrashedSystem system, int accounts)
    {
        long started = Stopwatch.GetTimestamp();
        await system.StartAsync();
        TimeSpan start = Stopwatch.GetElapsedTime(started);

        for (int account = 0; account < accounts; account++)
        {
            await system.Organisation.SendAccountAsync(system.App, system.Organisation.Join(), system.Cycle);
        }

        await system.RunCycleAsync();
        await system.RestartAsync();
        started = Stopwatch.GetTimestamp();
        await system.Organisation.SendAccountAsync(system.App, system.Organisation.Join(), system.Cycle);
        TimeSpan seeding = Stopwatch.GetElapsedTime(started);
        await system.Organisation.SendUsageAsync(system.App, system.Cycle, steps: 1);
        started = Stopwatch.GetTimestamp();
        await system.RunCycleAsync();
        TimeSpan training = Stopwatch.GetElapsedTime(started);

        // Twice, and the quicker one counts: a machine that was busy for a moment must not move all kills behind the end.
        TimeSpan cycle = TimeSpan.MaxValue;
        for (int run = 0; run < 2; run++)
        {
            await NextCycleAsync(system);
            started = Stopwatch.GetTimestamp();
            await system.RunCycleAsync();
            TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
            cycle = elapsed < cycle ? elapsed : cycle;
        }

        TimeSpan applying = await MeasureApplyingAsync(system);
        return new PhaseDurations
        {
            Start = start,
            Seeding = seeding,
            Training = training,
            Cycle = cycle,
            Applying = applying,
        };
    }

    /// <summary>Runs a cycle on new usage and kills the app at the moment.</summary>
    /// <returns>Whether an orchestration was cut off.</returns>
    public async Task<bool> KillAsync(Kill kill)
    {
        await system.Organisation.SendUsageAsync(system.App, system.Cycle, steps: 1);
        switch (kill.Moment)
        {
            case KillMoment.Seeding:
                await KillDuringAsync(SeedAsync(system.Organisation.Join()), kill.Fraction * durations.Seeding);
                break;
            case KillMoment.Training:
                await SeedAsync(system.Organisation.Join());
                await KillDuringAsync(system.TryOrderCycleAsync(), kill.Fraction * durations.Training);
                break;
            case KillMoment.Applying:
                Task<string?> order = system.TryOrderCycleAsync();
                await UntilRequestsAreWrittenAsync();
                await KillDuringAsync(order, kill.Fraction * durations.Applying);
                break;
            case KillMoment.Recovering:
                await KillDuringAsync(system.TryOrderCycleAsync(), 0.5 * durations.Cycle);
                system.Launch();
                await KillDuringAsync(Task.CompletedTask, kill.Fraction * (durations.Start + durations.Cycle));
                break;
            default:
                await KillDuringAsync(system.TryOrderCycleAsync(), kill.Fraction * durations.Cycle);
                break;
        }

        return (await system.Stored.OpenOrchestrationsAsync()).Count > 0;
    }

    private static async Task NextCycleAsync(CrashedSystem system)
    {
        await system.RestartAsync();
        await system.Organisation.SendUsageAsync(system.App, system.Cycle, steps: 1);
    }

    /// <summary>Looks on at cycles until it has seen one apply its requests: on a busy machine that may be over between two looks.</summary>
    private static async Task<TimeSpan> MeasureApplyingAsync(CrashedSystem system)
    {
        for (int look = 0; look < MostLooks; look++)
        {
            await NextCycleAsync(system);
            if (await LookOnAsync(system) is { } applying)
            {
                return applying;
            }
        }

        throw new InvalidOperationException("Cycles on growing demand made no request.");
    }

    /// <summary>Runs a cycle and looks on; that slows it down, so nothing else is measured in it.</summary>
    private static async Task<TimeSpan?> LookOnAsync(CrashedSystem system)
    {
        Task cycle = system.RunCycleAsync();
        long started = Stopwatch.GetTimestamp();
        TimeSpan? firstRequest = null;
        TimeSpan lastRequest = default;
        while (!cycle.IsCompleted)
        {
            if (await system.Stored.UnfinishedRequestsAsync() > 0)
            {
                lastRequest = Stopwatch.GetElapsedTime(started);
                firstRequest ??= lastRequest;
            }

            await Task.Delay(LookAgain);
        }

        await cycle;
        return lastRequest - firstRequest;
    }

    /// <summary>The sender of an account hears nothing when the app dies, and sends it again later.</summary>
    private async Task SeedAsync(int account)
    {
        try
        {
            await system.Organisation.SendAccountAsync(system.App, account, system.Cycle);
        }
        catch (HttpRequestException)
        {
            // Killed meanwhile.
        }
    }

    private async Task KillDuringAsync(Task work, TimeSpan after)
    {
        await Task.Delay(after);
        await system.KillAsync();
        try
        {
            await work;
        }
        catch (Exception cut) when (cut is ObjectDisposedException or OperationCanceledException)
        {
            // Its connection is gone.
        }
    }

    private async Task UntilRequestsAreWrittenAsync()
    {
        long started = Stopwatch.GetTimestamp();
        while (await system.Stored.UnfinishedRequestsAsync() == 0 && Stopwatch.GetElapsedTime(started) < LongestSearch)
        {
            await Task.Delay(LookAgain);
        }
    }
}
