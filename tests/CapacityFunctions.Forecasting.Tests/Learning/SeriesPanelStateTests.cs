using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests.Learning;

public sealed class SeriesPanelStateTests
{
    private static readonly DateTimeOffset Start = SampleSeries.Start;

    private static SeriesPanel Panel => new(
        HorizonSpec.OneDay,
        [
            new PanelSeries(
                new LearnedSeries(
                    "b",
                    ["resource-type=cpu", "priority=3"],
                    new ExternalInputs(
                    [
                        new ExternalInput("campaign", InputKnowledge.ObservedOnly, [new Observation(Start, 0), new Observation(Start.AddHours(3), 1.5)]),
                        new ExternalInput("never", InputKnowledge.KnownAhead, []),
                    ])),
                TimeSeries.FromMasked(Start, SampleSeries.Hour, [0, 1.1, 0, 0, 0.30000000000000004, 0], [true, false, true, true, false, true])),
            new PanelSeries(LearnedSeries.Of("a"), TimeSeries.FromValues(Start, SampleSeries.Hour, [])),
            new PanelSeries(LearnedSeries.Of("c"), TimeSeries.FromValues(Start.AddHours(1), SampleSeries.Hour, [7, 8])),
        ]);

    [Fact]
    public void Read_WhatWasWritten_IsTheSameInEverything()
    {
        SeriesPanel read = SeriesPanelState.Read(SeriesPanelState.Write(Panel));

        Assert.Equal(Panel.Horizon, read.Horizon);
        Assert.Equal(["a", "b", "c"], read.Series.Select(item => item.Series.Id));
        Assert.Equal(["resource-type=cpu", "priority=3"], read.Series[1].Series.Traits);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(Panel.Series[i].History.Start, read.Series[i].History.Start);
            Assert.Equal(Panel.Series[i].History.Values.ToArray(), read.Series[i].History.Values.ToArray());
            Assert.Equal(Panel.Series[i].History.Missing.ToArray(), read.Series[i].History.Missing.ToArray());
        }

        Assert.Equal([("campaign", InputKnowledge.ObservedOnly), ("never", InputKnowledge.KnownAhead)], read.Series[1].Series.Inputs.All.Select(input => (input.Name, input.Knowledge)));
        double[] values = new double[4];
        read.Series[1].Series.Inputs.Find("campaign")!.Fill(Start, SampleSeries.Hour, hold: null, values, new bool[4]);
        Assert.Equal([0, 0, 0, 1.5], values);
        Assert.Equal(SeriesPanelState.Write(Panel), SeriesPanelState.Write(read));
    }

    [Fact]
    public void Read_DamagedAtAnyByte_IsThePanelOrRefused()
    {
        byte[] state = SeriesPanelState.Write(Panel);
        for (int length = 0; length < state.Length; length++)
        {
            Assert.ThrowsAny<InvalidDataException>(() => SeriesPanelState.Read(state.AsMemory(0, length)));
        }

        Assert.Throws<InvalidDataException>(() => SeriesPanelState.Read(new byte[64]));
    }

    [Fact]
    public void Read_AnyByteFlipped_IsAPanelOrRefused()
    {
        byte[] state = SeriesPanelState.Write(Panel);
        Random random = new(1);
        for (int i = 0; i < 4 * state.Length; i++)
        {
            byte[] damaged = [.. state];
            damaged[i % state.Length] ^= (byte)random.Next(1, 256);
            Exception? refusal = Record.Exception(() => SeriesPanelState.Read(damaged));

            Assert.True(refusal is null or InvalidDataException, $"Byte {i % state.Length}: {refusal}");
        }
    }
}
