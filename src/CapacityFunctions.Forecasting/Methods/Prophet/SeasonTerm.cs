using CapacityFunctions.Forecasting.Numerics;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <param name="name">For people.</param>
/// <param name="period">In days.</param>
/// <param name="order">Harmonics.</param>
/// <param name="priorScale">Standard deviation of each coefficient's prior.</param>
/// <param name="isMultiplicative">Share of the trend or amount.</param>
internal sealed class SeasonTerm(string name, double period, int order, double priorScale, bool isMultiplicative) : IProphetTerm
{
    public const byte Tag = 1;

    private readonly FourierTerms fourier = new(period, order);

    public string Name => name;

    public int Count => fourier.Count;

    public double PriorScale => priorScale;

    public bool IsMultiplicative => isMultiplicative;

    public void Fill(ReadOnlySpan<double> days, RegressorMatrix? regressors, Span<double> columns) => fourier.Fill(days, columns);

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Tag);
        writer.WriteString(name);
        writer.WriteDouble(period);
        writer.WriteInt32(order);
        writer.WriteDouble(priorScale);
        writer.WriteBoolean(isMultiplicative);
    }

    public static SeasonTerm Read(StateReader reader) =>
        new(reader.ReadString(), reader.ReadDouble(), reader.ReadInt32(), reader.ReadDouble(), reader.ReadBoolean());
}
