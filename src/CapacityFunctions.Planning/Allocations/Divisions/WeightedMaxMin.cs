using System.Runtime.InteropServices;

namespace CapacityFunctions.Planning.Allocations.Divisions;

/// <summary>
/// Divides whole steps by weighted max-min: there is one level λ, and each account has clamp(base + weight × λ, lowest, highest). The level
/// is found exactly as a fraction of integers (nothing is rounded until the end), then whole steps go to the largest remainders, ties to
/// the earlier row. O(n log n); its memory is kept from one division to the next.
/// </summary>
internal sealed class WeightedMaxMin
{
    /// <summary>Quotients of doubles that differ by more than this share of the larger one differ in truth: each is wrong by less than 2⁻⁵² of itself.</summary>
    private const double SureDifference = 1e-15;

    private Turn[] _turns = [];
    private bool[] _rises = [];
    private Remainder[] _remainders = [];

    /// <param name="rows">In the order in which ties are broken.</param>
    /// <param name="total">Steps to divide, between the sums of all lowest and all highest.</param>
    /// <param name="amounts">Receives each row's steps; they add up to the total.</param>
    internal void Divide(ReadOnlySpan<FillRow> rows, long total, Span<long> amounts)
    {
        Grow(rows.Length);
        long certain = 0;
        long wanted = 0;
        int turns = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            FillRow entry = rows[row];
            amounts[row] = entry.Lowest;
            _rises[row] = false;
            certain += entry.Lowest;
            wanted += entry.Highest;
            if (entry.Lowest < entry.Highest)
            {
                _turns[turns++] = new Turn(row, IsStart: true, entry.Lowest - entry.Base, entry.Weight);
                _turns[turns++] = new Turn(row, IsStart: false, entry.Highest - entry.Base, entry.Weight);
            }
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(total, certain);
        if (total >= wanted)
        {
            for (int row = 0; row < rows.Length; row++)
            {
                amounts[row] = rows[row].Highest;
            }

            return;
        }

        Span<Turn> inOrder = _turns.AsSpan(0, turns);
        inOrder.Sort();
        (Int128 share, Int128 weight) = Raise(rows, inOrder, total - certain, amounts);
        RoundToSteps(rows, share, weight, total, amounts);
    }

    /// <summary>
    /// Raises the level from turn to turn until the next one would exceed the total. At level λ the rows add up to
    /// settled + Σ base + W·λ, where the last two terms are sums over the rising rows; the level is therefore share ÷ W.
    /// </summary>
    private (Int128 Share, Int128 Weight) Raise(ReadOnlySpan<FillRow> rows, ReadOnlySpan<Turn> turns, long left, Span<long> amounts)
    {
        Int128 share = left;
        Int128 weight = 0;
        foreach (Turn turn in turns)
        {
            if (share * turn.Weight <= weight * turn.Height)
            {
                break;
            }

            FillRow row = rows[turn.Row];
            _rises[turn.Row] = turn.IsStart;
            if (turn.IsStart)
            {
                share += row.Lowest - row.Base;
                weight += row.Weight;
            }
            else
            {
                amounts[turn.Row] = row.Highest;
                share -= row.Highest - row.Base;
                weight -= row.Weight;
            }
        }

        return (share, weight);
    }

    private void RoundToSteps(ReadOnlySpan<FillRow> rows, Int128 share, Int128 weight, long total, Span<long> amounts)
    {
        int rising = 0;
        long left = total;
        for (int row = 0; row < rows.Length; row++)
        {
            if (_rises[row])
            {
                (Int128 whole, Int128 remainder) = Int128.DivRem(share * rows[row].Weight, weight);
                amounts[row] = rows[row].Base + (long)whole;
                _remainders[rising++] = new Remainder(remainder, row);
            }

            left -= amounts[row];
        }

        // All remainders have the same denominator.
        Span<Remainder> largestFirst = _remainders.AsSpan(0, rising);
        largestFirst.Sort();
        for (int i = 0; i < left; i++)
        {
            amounts[largestFirst[i].Row]++;
        }
    }

    private void Grow(int rows)
    {
        if (_rises.Length < rows)
        {
            _rises = new bool[rows];
            _turns = new Turn[2 * rows];
            _remainders = new Remainder[rows];
        }
    }

    /// <summary>A level at which a row starts to rise or is satisfied: height ÷ weight.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Turn(int Row, bool IsStart, long Height, long Weight) : IComparable<Turn>
    {
        private readonly double _level = (double)Height / Weight;

        public int CompareTo(Turn other) =>
            Math.Abs(_level - other._level) > SureDifference * Math.Max(_level, other._level)
                ? _level.CompareTo(other._level)
                : ((Int128)Height * other.Weight).CompareTo((Int128)other.Height * Weight);
    }

    /// <summary>What whole steps leave of a row's share; the largest first, ties to the earlier row.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Remainder(Int128 Rest, int Row) : IComparable<Remainder>
    {
        public int CompareTo(Remainder other)
        {
            int byRest = other.Rest.CompareTo(Rest);
            return byRest == 0 ? Row.CompareTo(other.Row) : byRest;
        }
    }
}
