using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Intermittent;

/// <summary>The same forecast for each step: usage is as likely at any of them. Missing steps are left out: whether there was usage is unknown.</summary>
internal sealed class IntermittentModel(IntermittentForm form, IntermittentState state, DemandSizes sizes) : IFittedModel
{
    private const byte Version = 1;

    public string Description => $"usage in {state.Probability(form):P0} of steps, {state.Size:0.###} when there is";

    public IFittedModel Update(ObservationBlock block)
    {
        (IntermittentState advanced, DemandSizes seen) = (state, sizes);
        ReadOnlySpan<double> values = block.Values.Span;
        ReadOnlySpan<bool> missing = block.Missing.Span;
        for (int i = 0; i < values.Length; i++)
        {
            if (!missing[i])
            {
                advanced = advanced.Observe(form, values[i]);
                seen = values[i] > 0 ? seen.Add(values[i]) : seen;
            }
        }

        return new IntermittentModel(form, advanced, seen);
    }

    public MethodForecast Forecast(ForecastRequest request) => sizes.Forecast(request.Horizon, state.Mean(form), state.Probability(form));

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Version);
        writer.WriteByte((byte)form);
        writer.WriteDouble(state.Size);
        writer.WriteDouble(state.Frequency);
        writer.WriteInt32(state.Since);
        sizes.Write(writer);
    }

    public static IntermittentModel Read(StateReader reader)
    {
        StateVersion.Require(reader.ReadByte(), Version, "intermittent");
        return new IntermittentModel(
            (IntermittentForm)reader.ReadByte(),
            new IntermittentState(reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt32()),
            DemandSizes.Read(reader));
    }
}
