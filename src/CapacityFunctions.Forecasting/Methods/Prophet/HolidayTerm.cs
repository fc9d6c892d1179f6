using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>One effect for each day of the window around a holiday's dates.</summary>
/// <param name="name">For people.</param>
/// <param name="dates">Day numbers since 1970-01-01, ascending.</param>
/// <param name="lowerWindow">Days before.</param>
/// <param name="upperWindow">Days after.</param>
/// <param name="offsetDays">Difference of the holidays' calendar from UTC in days.</param>
/// <param name="priorScale">Standard deviation of each effect's prior.</param>
/// <param name="isMultiplicative">Share of the trend or amount.</param>
internal sealed class HolidayTerm(
    string name, int[] dates, int lowerWindow, int upperWindow, double offsetDays, double priorScale, bool isMultiplicative) : IProphetTerm
{
    public const byte Tag = 2;

    // Far below the shortest step; days are binary fractions that may fall short of midnight.
    private const double RoundingDays = 1e-7;

    public string Name => name;

    public int Count => lowerWindow + upperWindow + 1;

    public double PriorScale => priorScale;

    public bool IsMultiplicative => isMultiplicative;

    public void Fill(ReadOnlySpan<double> days, RegressorMatrix? regressors, Span<double> columns)
    {
        for (int i = 0; i < days.Length; i++)
        {
            int day = (int)Math.Floor(days[i] + offsetDays + RoundingDays);
            for (int shift = -lowerWindow; shift <= upperWindow; shift++)
            {
                bool isHoliday = Array.BinarySearch(dates, day - shift) >= 0;
                columns[((shift + lowerWindow) * days.Length) + i] = isHoliday ? 1 : 0;
            }
        }
    }

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Tag);
        writer.WriteString(name);
        writer.WriteInt32(dates.Length);
        int previous = 0;
        foreach (int date in dates)
        {
            writer.WriteVariableInt64(date - previous);
            previous = date;
        }

        writer.WriteInt32(lowerWindow);
        writer.WriteInt32(upperWindow);
        writer.WriteDouble(offsetDays);
        writer.WriteDouble(priorScale);
        writer.WriteBoolean(isMultiplicative);
    }

    public static HolidayTerm Read(StateReader reader)
    {
        string name = reader.ReadString();
        int[] dates = new int[reader.ReadLength(1)];
        int previous = 0;
        for (int i = 0; i < dates.Length; i++)
        {
            previous += (int)reader.ReadVariableInt64();
            dates[i] = previous;
        }

        return new HolidayTerm(
            name, dates, reader.ReadInt32(), reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadBoolean());
    }
}
