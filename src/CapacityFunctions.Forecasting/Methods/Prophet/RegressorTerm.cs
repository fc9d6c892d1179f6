using System.Numerics.Tensors;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>One external input, shifted and scaled as it was over the history.</summary>
/// <param name="name">Column of the <see cref="RegressorMatrix"/>.</param>
/// <param name="shift">Subtracted first.</param>
/// <param name="scale">Divided by then; above 0.</param>
/// <param name="priorScale">Standard deviation of the coefficient's prior.</param>
/// <param name="isMultiplicative">Share of the trend or amount.</param>
internal sealed class RegressorTerm(string name, double shift, double scale, double priorScale, bool isMultiplicative) : IProphetTerm
{
    public const byte Tag = 3;

    public string Name => name;

    public int Count => 1;

    public double PriorScale => priorScale;

    public bool IsMultiplicative => isMultiplicative;

    /// <summary>Standardises as the original does: by mean and standard deviation, but leaves 0/1 flags and constants as they are.</summary>
    public static RegressorTerm Of(string name, ReadOnlySpan<double> history, double priorScale, bool isMultiplicative)
    {
        (double low, double high) = (TensorPrimitives.Min(history), TensorPrimitives.Max(history));
        bool isFlag = low == 0 && high == 1 && !history.ContainsAnyExcept(0, 1);
        if (isFlag || low == high)
        {
            return new RegressorTerm(name, 0, 1, priorScale, isMultiplicative);
        }

        double mean = TensorPrimitives.Sum(history) / history.Length;
        double squares = 0;
        foreach (double value in history)
        {
            squares += (value - mean) * (value - mean);
        }

        double deviation = Math.Sqrt(squares / (history.Length - 1));
        return new RegressorTerm(name, mean, deviation > 0 ? deviation : 1, priorScale, isMultiplicative);
    }

    /// <exception cref="ArgumentException">There is no input of that name over exactly these steps.</exception>
    public void Fill(ReadOnlySpan<double> days, RegressorMatrix? regressors, Span<double> columns)
    {
        ReadOnlySpan<double> input = Find(regressors, days.Length);
        for (int i = 0; i < input.Length; i++)
        {
            columns[i] = (input[i] - shift) / scale;
        }
    }

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Tag);
        writer.WriteString(name);
        writer.WriteDouble(shift);
        writer.WriteDouble(scale);
        writer.WriteDouble(priorScale);
        writer.WriteBoolean(isMultiplicative);
    }

    public static RegressorTerm Read(StateReader reader) =>
        new(reader.ReadString(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadBoolean());

    private ReadOnlySpan<double> Find(RegressorMatrix? regressors, int length)
    {
        for (int column = 0; column < regressors?.Names.Count; column++)
        {
            if (regressors.Names[column] == name && regressors.Columns[column].Length == length)
            {
                return regressors.Columns[column].Span;
            }
        }

        throw new ArgumentException($"The model needs the input '{name}' over exactly {length} steps.", nameof(regressors));
    }
}
