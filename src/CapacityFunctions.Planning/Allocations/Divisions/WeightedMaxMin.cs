namespace CapacityFunctions.Planning.Allocations.Divisions;

/// <summary>
/// Divides whole steps by weighted max-min: there is one level λ, and each account has clamp(base + weight × λ, lowest, highest). The level
/// is found exactly as a fraction of integers (nothing is rounded until the end), then whole steps go to the largest remainders, ties to
/// the earlier row. O(n log n).
/// </summary>
internal static class WeightedMaxMin
{
    /// <param name="rows">In the order in which ties are broken.</param>
    /// <param name="total">Steps to divide, between the sums of all lowest and all highest.</param>
    /// <param name="amounts">Receives each row's steps; they add up to the total.</param>
    internal static void Divide(ReadOnlySpan<FillRow> rows, long total, Span<long> amounts)
    {
        long certain = 0;
        List<Turn> turns = new(2 * rows.Length);
        for (int row = 0; row < rows.Length; row++)
        {
            amounts[row] = rows[row].Lowest;
            certain += rows[row].Lowest;
            if (rows[row].Lowest < rows[row].Highest)
            {
                turns.Add(new Turn(row, IsStart: true, rows[row].Lowest - rows[row].Base, rows[row].Weight));
                turns.Add(new Turn(row, IsStart: false, rows[row].Highest - rows[row].Base, rows[row].Weight));
            }
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(total, certain);
        turns.Sort();
        (HashSet<int> rising, Int128 share, Int128 weight) = Raise(rows, turns, total, certain, amounts);
        RoundToSteps(rows, [.. rising.Order()], share, weight, total, amounts);
    }

    /// <summary>
    /// Raises the level from turn to turn until the next one would exceed the total. At level λ the rows add up to
    /// settled + Σ base + W·λ, where the last two terms are sums over the rising rows; the level is therefore share ÷ W.
    /// </summary>
    private static (HashSet<int> Rising, Int128 Share, Int128 Weight) Raise(
        ReadOnlySpan<FillRow> rows, List<Turn> turns, long total, long certain, Span<long> amounts)
    {
        HashSet<int> rising = [];
        Int128 share = total - certain;
        Int128 weight = 0;
        foreach (Turn turn in turns)
        {
            if (share * turn.Weight <= weight * turn.Height)
            {
                break;
            }

            FillRow row = rows[turn.Row];
            if (turn.IsStart)
            {
                rising.Add(turn.Row);
                share += row.Lowest - row.Base;
                weight += row.Weight;
            }
            else
            {
                rising.Remove(turn.Row);
                amounts[turn.Row] = row.Highest;
                share -= row.Highest - row.Base;
                weight -= row.Weight;
            }
        }

        return (rising, share, weight);
    }

    private static void RoundToSteps(
        ReadOnlySpan<FillRow> rows, int[] rising, Int128 share, Int128 weight, long total, Span<long> amounts)
    {
        Int128[] remainders = new Int128[rising.Length];
        for (int i = 0; i < rising.Length; i++)
        {
            (Int128 whole, Int128 remainder) = Int128.DivRem(share * rows[rising[i]].Weight, weight);
            amounts[rising[i]] = rows[rising[i]].Base + (long)whole;
            remainders[i] = -remainder;
        }

        long left = total;
        foreach (long amount in amounts)
        {
            left -= amount;
        }

        // All remainders have the same denominator. The second key breaks ties: it is the order of the rows.
        (Int128 NegativeRemainder, int Row)[] byRemainder = [.. remainders.Zip(rising)];
        Array.Sort(byRemainder);
        for (int i = 0; i < left; i++)
        {
            amounts[byRemainder[i].Row]++;
        }
    }

    /// <summary>A level at which a row starts to rise or is satisfied: height ÷ weight.</summary>
    private readonly record struct Turn(int Row, bool IsStart, long Height, long Weight) : IComparable<Turn>
    {
        public int CompareTo(Turn other) => ((Int128)Height * other.Weight).CompareTo((Int128)other.Height * Weight);
    }
}
