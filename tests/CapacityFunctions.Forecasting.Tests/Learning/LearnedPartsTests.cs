using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Tests.Learning;

public sealed class LearnedPartsTests
{
    private static readonly DateTimeOffset Cutoff = SampleSeries.Start.AddDays(10);
    private static readonly DateTimeOffset End = SampleSeries.Start.AddDays(20);
    private static readonly SameDayForecaster HeldBack = new();
    private static readonly SameDayForecaster Full = new();
    private static readonly LearnedParts Parts = new(
        SampleSeries.Hour, HeldBack, Full, new Dictionary<string, LearnedSpan>(StringComparer.Ordinal) { ["known"] = new(Cutoff, End) });

    [Theory]
    [InlineData(0)]
    [InlineData(239)]
    public void At_BeforeTheCutoff_IsNothing(int hour)
    {
        Assert.Null(Parts.At("known", SampleSeries.Start.AddHours(hour), isHeldBack: false));
        Assert.Null(Parts.At("known", SampleSeries.Start.AddHours(hour), isHeldBack: true));
    }

    [Theory]
    [InlineData(240)] // at the cutoff: what follows was never seen
    [InlineData(479)]
    public void At_BetweenCutoffAndEnd_IsWhatWasHeldBack(int hour)
    {
        Assert.Same(HeldBack, Parts.At("known", SampleSeries.Start.AddHours(hour), isHeldBack: false));
        Assert.Same(HeldBack, Parts.At("known", SampleSeries.Start.AddHours(hour), isHeldBack: true));
    }

    [Theory]
    [InlineData(480)]
    [InlineData(10_000)]
    public void At_FromTheEndOn_IsEverythingUnlessHeldBack(int hour)
    {
        Assert.Same(Full, Parts.At("known", SampleSeries.Start.AddHours(hour), isHeldBack: false));
        Assert.Same(HeldBack, Parts.At("known", SampleSeries.Start.AddHours(hour), isHeldBack: true));
    }

    [Fact]
    public void At_UnknownSeries_HasNothingToHideFrom()
    {
        Assert.Same(Full, Parts.At("unknown", SampleSeries.Start, isHeldBack: false));
        Assert.Same(HeldBack, Parts.At("unknown", SampleSeries.Start, isHeldBack: true));
    }

    [Fact]
    public void Fit_HistoryBeforeTheCutoffOrOnAnotherGrid_IsNull()
    {
        LearnedMethod method = new("learned", LearnedSeries.Of("known"), Parts, isHeldBack: false);

        Assert.Null(method.Fit(Request(239, SampleSeries.Hour)));
        Assert.NotNull(method.Fit(Request(240, SampleSeries.Hour)));
        Assert.Null(method.Fit(Request(240, TimeSpan.FromMinutes(5))));
        Assert.True(((IForecastMethod)method).IsLearned);
        Assert.True(((IForecastMethod)method).SeesInputs);
    }

    [Fact]
    public void ReadSpans_WhatWasWritten_IsTheSame()
    {
        StateWriter writer = new();
        LearnedParts.WriteSpans(writer, Parts.Spans);

        Assert.Equal(Parts.Spans, LearnedParts.ReadSpans(new StateReader(writer.ToArray())));
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    public void ReadSpans_NoInstant_IsRefused(long ticks)
    {
        StateWriter writer = new();
        writer.WriteInt32(1);
        writer.WriteString("a");
        writer.WriteInt64(ticks);
        writer.WriteInt64(0);

        Assert.Throws<InvalidDataException>(() => LearnedParts.ReadSpans(new StateReader(writer.ToArray())));
    }

    private static FitRequest Request(int length, TimeSpan step) =>
        new(SampleSeries.HourlyValues(length, 1), []) { Start = SampleSeries.Start + (SampleSeries.Hour * length) - (step * length), Step = step };
}
