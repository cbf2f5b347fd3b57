using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Tests.Affichage;

public sealed class SaisieTests
{
    [Theory]
    [InlineData("1 174 084,00", 117_408_400)]
    [InlineData("1\u00A0174\u00A0084,00\u00A0€", 117_408_400)]
    [InlineData("1\u202F174\u202F084", 117_408_400)]
    [InlineData("12,5", 1_250)]
    [InlineData("0,01", 1)]
    public void Montant_ClearAmount_IsReadToTheCent(string text, long cents) => Assert.Equal(cents, Saisie.Montant(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("12 400,505")]
    [InlineData("12.400,50")]
    [InlineData("1,2,3")]
    [InlineData("12,")]
    [InlineData("mille")]
    [InlineData("1e5")]
    [InlineData("999999999999999999999999999999")]
    public void Montant_UnclearAmount_IsRefused(string? text) => Assert.Null(Saisie.Montant(text));

    [Fact]
    public void Montant_WhatFormatsWrites_IsReadBack() => Assert.Equal(258_070_000, Saisie.Montant(Formats.Euros(258_070_000)));

    [Theory]
    [InlineData("2 450", 2450)]
    [InlineData("2\u00A0450", 2450)]
    [InlineData("2\u202F450", 2450)]
    [InlineData(" 70,5 ", 70.5)]
    [InlineData("0", 0)]
    [InlineData("0,0625", 0.0625)]
    [InlineData("999 999 999 999,5", 999999999999.5)]
    public void Nombre_FrenchFigure_IsRead(string text, decimal value) => Assert.Equal(value, Saisie.Nombre(text));

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("-5")]
    [InlineData("70.5")]
    [InlineData("70,")]
    [InlineData(",5")]
    [InlineData("1,2,3")]
    [InlineData("0,00625")]
    [InlineData("70 %")]
    [InlineData("mille")]
    [InlineData("1e5")]
    [InlineData("١٢")]
    [InlineData("1 000 000 000 000")]
    public void Nombre_AnythingElse_IsRefused(string? text) => Assert.Null(Saisie.Nombre(text));

    [Theory]
    [InlineData(2450)]
    [InlineData(70.5)]
    [InlineData(0.0625)]
    public void Nombre_WhatFormatsWrites_IsReadBack(decimal value) => Assert.Equal(value, Saisie.Nombre(Formats.Decimal(value)));

    [Theory]
    [InlineData("4", "9", "2021")]
    [InlineData("04", " 09 ", "2021")]
    public void Date_DayOfCalendar_IsRead(string day, string month, string year) => Assert.Equal(new DateOnly(2021, 9, 4), Saisie.Date(day, month, year));

    [Theory]
    [InlineData("31", "2", "2021")]
    [InlineData("1", "13", "2021")]
    [InlineData("1", "1", "21")]
    [InlineData(null, null, null)]
    public void Date_NoSuchDay_IsRefused(string? day, string? month, string? year) => Assert.Null(Saisie.Date(day, month, year));
}
