using System.Globalization;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Cli.Http;
using CapacityFunctions.Cli.Imports;
using CapacityFunctions.Cli.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Cli.Up;

/// <summary>
/// The whole system on this machine, from sending the data to the last cycle. Data is sent while the timers rest, in a run of the app
/// of its own: no cycle sees half of it, however long that takes, and the run that follows begins with its clock at the newest
/// observation.
/// </summary>
internal sealed class LocalSystem(DataSource? source, UpOptions options, IAppLauncher launcher, IKeySource keys, CliContext context)
{
    /// <summary>Names what is kept when no organisation was asked for.</summary>
    private const string OwnPrefix = "capacity";

    /// <summary>The longest window that priorities may look at; older performance decides nothing.</summary>
    private static readonly TimeSpan PerformanceSent = TimeSpan.FromDays(1);

    private string Prefix => source?.Prefix ?? OwnPrefix;

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    /// <exception cref="WorkFailedException">The app cannot run or refuses the data.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Folder);
        LocalState? state = source is null ? null : LocalState.Read(options.Folder, source.Identity);
        RunningSystem? system = null;
        try
        {
            if (source is null || state is { IsImported: true })
            {
                system = await StartAsync(state?.Newest, timersRest: options.Once, cancellationToken);
            }

            if (source is not null && (system is null || !await HoldsAsync(system, source, cancellationToken)))
            {
                await DisposeAsync(system);
                system = null;
                state = await ImportAsync(source, cancellationToken);
                system = await StartAsync(state.Newest, timersRest: options.Once, cancellationToken);
            }

            await OperateAsync(system!, state, cancellationToken);
            return ExitCodes.Success;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await SayAsync("Stopped.");
            return ExitCodes.Success;
        }
        finally
        {
            await DisposeAsync(system);
        }
    }

    /// <summary>False when the state file speaks of data that storage has lost, as when its folder was removed.</summary>
    private static async Task<bool> HoldsAsync(RunningSystem system, DataSource organisation, CancellationToken cancellationToken) =>
        (await system.Client.ListAccountIdsAsync(cancellationToken)).IsSupersetOf(organisation.Accounts.Select(account => account.Id));

    private static async ValueTask DisposeAsync(RunningSystem? system)
    {
        if (system is not null)
        {
            await system.DisposeAsync();
        }
    }

    private async Task<LocalState> ImportAsync(DataSource organisation, CancellationToken cancellationToken)
    {
        await SayAsync($"Starting the app on port {options.Port} to take in the data; its log: {Path.Combine(options.Folder, "app.log")}");
        await using RunningSystem system = await StartAsync(organisation.Newest, timersRest: true, cancellationToken);
        Importer importer = new(system.Client);
        long started = context.Time.GetTimestamp();
        await importer.PutAccountsAsync(organisation.Accounts, cancellationToken);
        ImportCount usage = await importer.PostUsageAsync(UsageBatches.Cut(organisation.History()), cancellationToken);
        foreach (string line in usage.Report("Usage", organisation.UsageName))
        {
            await SayAsync(line);
        }

        if (usage.IsRefusal)
        {
            throw new WorkFailedException("the app refused every row of the usage");
        }

        ImportCount signals = await importer.PostSignalsAsync(organisation.Signals, cancellationToken);
        ImportCount performance = await importer.PostPerformanceAsync(
            organisation.PerformanceAfter(organisation.Newest - PerformanceSent).TakeWhile(row => row.Sample.At <= organisation.Newest), cancellationToken);
        if (performance.Rejected > 0)
        {
            await SayAsync($"Performance: {performance.Accepted} rows of the last {PerformanceSent.TotalHours:0} h accepted, {performance.Rejected} rejected");
        }

        await SayAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{organisation.Accounts.Count} accounts and {signals.Accepted} signal values sent; all in {context.Time.GetElapsedTime(started).TotalSeconds:0.0} s"));
        LocalState state = new(organisation.Identity, IsImported: true, organisation.Newest);
        state.Write(options.Folder);
        return state;
    }

    private async Task OperateAsync(RunningSystem system, LocalState? state, CancellationToken cancellationToken)
    {
        await SayClockAsync(state);
        CycleAnswer cycle = await CycleRun.RunAsync(system, state is null ? null : SystemClock.BeginFor(state.Newest), context.Time, cancellationToken);
        await ShowAsync(system, cycle, cancellationToken);
        if (!options.Once)
        {
            await SayAddressesAsync(system);
            await StayAsync(system, state, cycle.Id, cancellationToken);
        }
        else if (cycle.Status != CycleStatus.Completed)
        {
            throw new WorkFailedException($"the cycle did not complete ({CycleLine.Format(cycle)}); the app's log: {Path.Combine(options.Folder, "app.log")}");
        }
    }

    private async Task StayAsync(RunningSystem system, LocalState? state, CycleId shown, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task feed = source is null || state is null
            ? Task.CompletedTask
            : new UsageFeed(source, system, options.Folder, context.Time).RunAsync(state, stop.Token);
        try
        {
            await new CycleWatch(system, context.Output, context.Time).RunAsync(shown, stop.Token);
        }
        finally
        {
            await stop.CancelAsync();
            await feed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ShowAsync(RunningSystem system, CycleAnswer cycle, CancellationToken cancellationToken)
    {
        await SayAsync(string.Empty);
        if (source is not null)
        {
            await SayAsync($"{source.Title}, {CycleLine.Format(cycle)}");
        }
        else
        {
            await SayAsync(CycleLine.Format(cycle));
        }

        IReadOnlyList<AccountDecision> decisions = cycle.Decisions ?? [];
        if (decisions.Count > 0)
        {
            DecisionTable.Write(decisions, cycle.Summary, await GroupForecast.ReadAsync(system.Client, decisions, cancellationToken), context);
        }

        if (source is FileSource { BetterBeginning: { } better })
        {
            await SayAsync(
                $"{better.Silent} of {better.Accounts} accounts are held because their usage ends earlier than the file's newest observation: " +
                $"`--at {IsoInstant.Format(better.Instant)}` begins when most of them report, and feeds what follows.");
        }

        if (source is FileSource { DefaultAccounts: > 0 and int count })
        {
            await SayAsync($"{count} accounts are described by no accounts file and have defaults: mode {new LinkedAccount { Id = new AccountId("x") }.Mode}, which shows what would be done and changes nothing.");
        }
    }

    private async Task SayClockAsync(LocalState? state)
    {
        if (state is not null)
        {
            await SayAsync($"The clock is moved so that the newest observation, {IsoInstant.Format(state.Newest)}, is now.");
        }
    }

    private async Task SayAddressesAsync(RunningSystem system)
    {
        string address = $"http://localhost:{system.Address.Port}/api";
        await SayAsync(string.Empty);
        await SayAsync($"dashboard {address}/dashboard?code={Uri.EscapeDataString(system.Key)}");
        await SayAsync($"health    {address}/health");
        await SayAsync($"cycle     {address}/cycles/latest?code={system.Key}");
        await SayAsync($"key       {system.Key} (header x-functions-key, or the query's code)");
        await SayAsync("A cycle runs every five minutes; each shows here when it has ended. Ctrl+C stops everything.");
    }

    /// <param name="newest">Where the clock begins; null for the machine's own clock.</param>
    /// <param name="timersRest">True where nothing may happen that is not asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    private Task<RunningSystem> StartAsync(DateTimeOffset? newest, bool timersRest, CancellationToken cancellationToken)
    {
        SystemClock clock = newest is { } instant ? SystemClock.StartingAt(instant, context.Time) : new SystemClock(TimeSpan.Zero);
        return RunningSystem.StartAsync(launcher, keys, options, Prefix, clock, timersRest, context.Time, cancellationToken);
    }

    private Task SayAsync(string line) => context.Output.WriteLineAsync(line);
}
