using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Embedded.Functions.Tests.TestApp;

public sealed class TimerFunctions(Journal journal)
{
    [Function("EverySecond")]
    public void EverySecond([TimerTrigger("%TestSchedule%")] TimerInfo timer) => journal.Add($"tick {timer.IsPastDue}");

    [Function("NewYear")]
    public async Task NewYear([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer, FunctionContext context, CancellationToken cancellationToken)
    {
        await Task.Delay(1, cancellationToken);
        journal.Add($"{context.FunctionDefinition.Name} next {timer.ScheduleStatus?.Next:MM-dd}");
    }

    [Function("SlowTimer")]
    public async Task SlowTimer([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        journal.Add("slow timer begins");
        await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        journal.Add("slow timer ends");
    }
}
