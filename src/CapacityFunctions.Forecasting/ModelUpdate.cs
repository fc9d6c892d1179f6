using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Selection;

namespace CapacityFunctions.Forecasting;

/// <summary>Advances a model step by step and keeps its record of past errors going, as in training.</summary>
internal static class ModelUpdate
{
    public static TrainedModel Run(
        TrainedModel model,
        ModelMember[] members,
        OriginRow[] rows,
        ForecastBounds bounds,
        RunningRecord running,
        InputBasis? basis,
        ExternalInputs inputs,
        double[] values,
        bool[] missing)
    {
        HorizonSpec horizon = model.Horizon;
        List<OriginRow> record = [.. rows.Select(row => row.From(0))];
        int done = 0;
        for (int i = 0; i < values.Length; i++)
        {
            DateTimeOffset instant = model.End + (horizon.Grid * i);
            if (horizon.IsOrigin(instant))
            {
                members = Advance(members, ref basis, inputs, values, missing, done, i);
                done = i;
                running = running with { Reference = CoverageReference.Of(ConformalCalibrator.Scores(record, horizon.Steps)) };
                ForecastRequest ahead = new(horizon.Steps, basis?.Next(inputs, horizon.Steps, isFuture: true).Matrix);
                record.Add(OriginRow.Open(instant, MemberForecast.Combine(members, ahead, horizon.Steps, bounds, running)));

                // At once, or updates in other pieces would judge by other rows.
                record.RemoveRange(0, Math.Max(0, record.Count - OriginPlan.MaxOrigins));
            }

            if (missing[i])
            {
                continue;
            }

            bounds = bounds.Including(values[i]);
            running = running with { Envelope = running.Envelope.Including(values[i]) };
            for (int newest = record.Count - 1; newest >= 0; newest--)
            {
                long step = (instant - record[newest].Origin).Ticks / horizon.Grid.Ticks;
                if (step >= horizon.Steps)
                {
                    break;
                }

                record[newest].Observe((int)step, values[i]);
            }

            running = running with { Coverage = running.Coverage.After(record, instant, running.Reference, horizon) };
        }

        members = Advance(members, ref basis, inputs, values, missing, done, values.Length);
        int lastKnown = Array.LastIndexOf(missing, value: false);
        int missingSteps = values.Length - 1 - lastKnown + (lastKnown < 0 ? model.MissingSteps : 0);
        DateTimeOffset end = model.End + (horizon.Grid * values.Length);
        return model.Advance(end, members, [.. Settled(record, end, horizon)], bounds, running, basis, missingSteps);
    }

    /// <summary>Drops from past forecasts what only future outcomes would have needed.</summary>
    public static IEnumerable<OriginRow> Settled(IEnumerable<OriginRow> rows, DateTimeOffset end, HorizonSpec horizon) =>
        rows.Select(row => row.From((int)Math.Min(horizon.Steps, (end - row.Origin).Ticks / horizon.Grid.Ticks)));

    private static ModelMember[] Advance(
        ModelMember[] members, ref InputBasis? basis, ExternalInputs inputs, double[] values, bool[] missing, int from, int to)
    {
        if (from == to)
        {
            return members;
        }

        InputColumns? columns = basis?.Next(inputs, to - from, isFuture: false);
        basis = columns?.Next;
        ObservationBlock block = new(values.AsMemory(from..to), missing.AsMemory(from..to), columns?.Matrix);
        return Array.ConvertAll(members, member => member with { Model = member.Model.Update(block) });
    }
}
