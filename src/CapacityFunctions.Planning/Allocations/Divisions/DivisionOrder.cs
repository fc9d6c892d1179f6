using System.Runtime.InteropServices;

namespace CapacityFunctions.Planning.Allocations.Divisions;

/// <summary>The order in which rows are served: by descending tier, inside one tier accounts without a business unit before those of the units, then by account id.</summary>
internal sealed class DivisionOrder
{
    private readonly Place[] _places;
    private readonly List<Segment> _segments = [];
    private readonly List<(int Start, int Length)> _tiers = [];
    private readonly List<Segment>[] _ofUnits;

    /// <param name="rows">By account id; they are put in order.</param>
    /// <param name="units">By name.</param>
    /// <param name="tierOf">In which tier a row is served.</param>
    internal DivisionOrder(AllocationRow[] rows, UnitRow[] units, Func<AllocationRow, int> tierOf)
    {
        _places = new Place[rows.Length];
        _ofUnits = new List<Segment>[units.Length];
        for (int i = 0; i < units.Length; i++)
        {
            _ofUnits[i] = [];
        }

        for (int i = 0; i < rows.Length; i++)
        {
            _places[i] = new Place(tierOf(rows[i]), rows[i].Unit?.Index ?? -1, i);
        }

        Array.Sort(_places, rows);
        Cut(rows);
    }

    /// <summary>How many tiers there are.</summary>
    internal int Tiers => _tiers.Count;

    /// <summary>The segments of one tier; 0 is the highest.</summary>
    internal ReadOnlySpan<Segment> SegmentsOf(int tier) =>
        CollectionsMarshal.AsSpan(_segments).Slice(_tiers[tier].Start, _tiers[tier].Length);

    /// <summary>The segments of one unit, from the highest tier down.</summary>
    internal ReadOnlySpan<Segment> SegmentsOf(UnitRow unit) => CollectionsMarshal.AsSpan(_ofUnits[unit.Index]);

    /// <summary>The first row after one that is in a lower tier, but no farther than an end.</summary>
    internal int EndOfTier(int row, int end)
    {
        int next = row + 1;
        while (next < end && _places[next].Tier == _places[row].Tier)
        {
            next++;
        }

        return next;
    }

    private void Cut(AllocationRow[] rows)
    {
        for (int start = 0; start < rows.Length;)
        {
            int end = start + 1;
            while (end < rows.Length && _places[end].IsBeside(_places[start]))
            {
                end++;
            }

            Segment segment = new(rows[start].Unit, start, end - start);
            bool isNewTier = start == 0 || _places[start].Tier != _places[start - 1].Tier;
            (int first, int length) = isNewTier ? (_segments.Count, 0) : _tiers[^1];
            if (!isNewTier)
            {
                _tiers.RemoveAt(_tiers.Count - 1);
            }

            _tiers.Add((first, length + 1));
            _segments.Add(segment);
            if (segment.Unit is { } unit)
            {
                _ofUnits[unit.Index].Add(segment);
            }

            start = end;
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(int Tier, int Unit, int Index) : IComparable<Place>
    {
        public int CompareTo(Place other)
        {
            int byTier = other.Tier.CompareTo(Tier);
            int byUnit = byTier == 0 ? Unit.CompareTo(other.Unit) : byTier;
            return byUnit == 0 ? Index.CompareTo(other.Index) : byUnit;
        }

        internal bool IsBeside(Place other) => Tier == other.Tier && Unit == other.Unit;
    }
}
