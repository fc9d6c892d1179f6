namespace CapacityFunctions.Planning.Allocations.Divisions;

/// <summary>
/// Divides capacity: floors first, then what business units are guaranteed, then needs tier by tier, then what demand may reach at most. In
/// each tier units and accounts without one are peers; what a unit gets is divided among its members in the tier. O(n log n).
/// </summary>
internal sealed class TierDivision
{
    private readonly AllocationRow[] _rows;
    private readonly UnitRow[] _units;
    private readonly DivisionOrder _order;
    private readonly WeightedMaxMin _maxMin = new();
    private readonly FillRow[] _peers;
    private readonly FillRow[] _members;
    private readonly long[] _peerAmounts;
    private readonly long[] _memberAmounts;

    /// <param name="rows">The accounts that take part, by account id.</param>
    /// <param name="units">All business units, by name.</param>
    /// <param name="tierOf">In which tier a row is served.</param>
    internal TierDivision(AllocationRow[] rows, UnitRow[] units, Func<AllocationRow, int> tierOf)
    {
        _rows = [.. rows];
        _units = units;
        _order = new DivisionOrder(_rows, units, tierOf);
        _peers = new FillRow[rows.Length];
        _members = new FillRow[rows.Length];
        _peerAmounts = new long[rows.Length];
        _memberAmounts = new long[rows.Length];
    }

    /// <summary>Sets each row's floor, assured part and amount, and each unit's.</summary>
    /// <param name="capacity">Whole steps to divide.</param>
    /// <param name="feasible">Whether every guarantee is kept, but for what is lent of it.</param>
    /// <returns>Whether the capacity covers every floor; if not, nothing but floors was given.</returns>
    internal bool Divide(long capacity, out bool feasible)
    {
        foreach (AllocationRow row in _rows)
        {
            row.Floor = row.OwnFloor;
        }

        feasible = LimitToUnits();
        long left = capacity - SumOfFloors();
        if (left < 0)
        {
            ShareFloors(0, _rows.Length, capacity);
            Assure();
            feasible = false;
            return false;
        }

        foreach (AllocationRow row in _rows)
        {
            row.Amount = row.Floor;
        }

        feasible &= ServeUnits(ref left);
        Assure();
        left = Serve(left, Goal.Need);
        Serve(left, Goal.Upper);
        return true;
    }

    private void Assure()
    {
        foreach (AllocationRow row in _rows)
        {
            row.Assured = row.Amount;
        }
    }

    /// <summary>Where a unit's maximum leaves no room for its members' floors, these are lowered as if it were all the capacity there is.</summary>
    private bool LimitToUnits()
    {
        bool feasible = true;
        foreach (UnitRow unit in _units)
        {
            long floors = 0;
            long needs = 0;
            long ahead = 0;
            foreach (Segment segment in _order.SegmentsOf(unit))
            {
                foreach (AllocationRow row in _rows.AsSpan(segment.Start, segment.Length))
                {
                    floors += row.Floor;
                    needs += row.Need;
                    ahead += row.Ahead;
                }
            }

            if (floors > unit.Maximum)
            {
                feasible = false;
                long room = unit.Maximum;
                foreach (Segment segment in _order.SegmentsOf(unit))
                {
                    room -= ShareFloors(segment.Start, segment.Length, room);
                }

                foreach (Segment segment in _order.SegmentsOf(unit))
                {
                    foreach (AllocationRow row in _rows.AsSpan(segment.Start, segment.Length))
                    {
                        row.Floor = row.Amount;
                    }
                }

                floors = unit.Maximum;
            }

            unit.Amount = floors;
            unit.Lent = Math.Min(unit.Lendable, Math.Max(0, unit.Guarantee - Math.Max(needs, ahead)));
            unit.Floor = Math.Max(floors, unit.Guarantee - unit.Lent);
        }

        return feasible;
    }

    private long SumOfFloors()
    {
        long sum = 0;
        foreach (AllocationRow row in _rows)
        {
            sum += row.Floor;
        }

        return sum;
    }

    /// <summary>Higher tiers get their floors whole; the first that can't shares what is left in proportion to the floors. Returns what was given.</summary>
    private long ShareFloors(int start, int length, long capacity)
    {
        long left = capacity;
        for (int first = start; first < start + length;)
        {
            int next = _order.EndOfTier(first, start + length);
            Span<FillRow> entries = _members.AsSpan(0, next - first);
            long wanted = 0;
            for (int i = 0; i < entries.Length; i++)
            {
                long floor = _rows[first + i].Floor;
                entries[i] = new FillRow(0, 0, floor, floor);
                wanted += floor;
            }

            long total = Math.Min(left, wanted);
            GiveMembers(first, entries, total);
            left -= total;
            first = next;
        }

        return capacity - left;
    }

    /// <summary>Gives units what they are guaranteed beyond their members' floors, and keeps for them what their members can't use.</summary>
    private bool ServeUnits(ref long left)
    {
        if (_units.Length == 0)
        {
            return true;
        }

        long wanted = 0;
        FillRow[] extras = new FillRow[_units.Length];
        for (int i = 0; i < extras.Length; i++)
        {
            long extra = _units[i].Floor - _units[i].Amount;
            extras[i] = new FillRow(0, 0, extra, extra);
            wanted += extra;
        }

        long total = Math.Min(left, wanted);
        long[] given = new long[extras.Length];
        _maxMin.Divide(extras, total, given);
        left -= total;
        for (int i = 0; i < given.Length; i++)
        {
            _units[i].Floor = _units[i].Amount + given[i];
            long rest = ServeInside(_units[i], given[i], Goal.Need);
            ServeInside(_units[i], rest, Goal.Upper);
        }

        return total == wanted;
    }

    private long ServeInside(UnitRow unit, long given, Goal goal)
    {
        long left = given;
        foreach (Segment segment in _order.SegmentsOf(unit))
        {
            if (left == 0)
            {
                break;
            }

            long part = Math.Min(left, Wanted(segment, goal));
            GiveSegment(segment, part, goal);
            unit.Amount += part;
            left -= part;
        }

        return left;
    }

    /// <summary>Raises the amounts of one tier after the other, from what they are up to a goal. Returns the steps that nobody wanted.</summary>
    private long Serve(long capacity, Goal goal)
    {
        long left = capacity;
        for (int tier = 0; tier < _order.Tiers && left > 0; tier++)
        {
            left -= ServeTier(_order.SegmentsOf(tier), left, goal);
        }

        return left;
    }

    private long ServeTier(ReadOnlySpan<Segment> segments, long left, Goal goal)
    {
        int peers = 0;
        long present = 0;
        long wanted = 0;
        foreach (Segment segment in segments)
        {
            if (segment.Unit is { } unit)
            {
                long more = Math.Min(Wanted(segment, goal), unit.Maximum - unit.Amount);
                _peers[peers++] = new FillRow(Math.Min(unit.Floor, unit.Amount), unit.Amount, unit.Amount + more, unit.Weight);
                present += unit.Amount;
                wanted += more;
                continue;
            }

            foreach (AllocationRow row in _rows.AsSpan(segment.Start, segment.Length))
            {
                long more = GoalOf(row, goal) - row.Amount;
                _peers[peers++] = new FillRow(row.Floor, row.Amount, row.Amount + more, row.Weight);
                present += row.Amount;
                wanted += more;
            }
        }

        long total = Math.Min(left, wanted);
        _maxMin.Divide(_peers.AsSpan(0, peers), present + total, _peerAmounts);
        peers = 0;
        foreach (Segment segment in segments)
        {
            if (segment.Unit is { } unit)
            {
                GiveSegment(segment, _peerAmounts[peers] - unit.Amount, goal);
                unit.Amount = _peerAmounts[peers++];
                continue;
            }

            foreach (AllocationRow row in _rows.AsSpan(segment.Start, segment.Length))
            {
                row.Amount = _peerAmounts[peers++];
            }
        }

        return total;
    }

    private long Wanted(Segment segment, Goal goal)
    {
        long wanted = 0;
        foreach (AllocationRow row in _rows.AsSpan(segment.Start, segment.Length))
        {
            wanted += GoalOf(row, goal) - row.Amount;
        }

        return wanted;
    }

    /// <summary>Divides what a unit gets among its members of one tier.</summary>
    private void GiveSegment(Segment segment, long given, Goal goal)
    {
        if (given == 0)
        {
            return;
        }

        Span<FillRow> entries = _members.AsSpan(0, segment.Length);
        long present = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            AllocationRow row = _rows[segment.Start + i];
            entries[i] = new FillRow(row.Floor, row.Amount, GoalOf(row, goal), row.Weight);
            present += row.Amount;
        }

        GiveMembers(segment.Start, entries, present + given);
    }

    private void GiveMembers(int first, ReadOnlySpan<FillRow> entries, long total)
    {
        _maxMin.Divide(entries, total, _memberAmounts);
        for (int i = 0; i < entries.Length; i++)
        {
            _rows[first + i].Amount = _memberAmounts[i];
        }
    }

    private static long GoalOf(AllocationRow row, Goal goal) => Math.Max(row.Amount, goal == Goal.Need ? row.Need : row.Upper);

    private enum Goal
    {
        Need,
        Upper,
    }
}
