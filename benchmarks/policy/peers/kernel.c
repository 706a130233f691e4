/* The two policies by hand, fused into one pass: every reason and every amount of all months of a person at once.
 * The physical reference: what the machine can do when nobody has to read, change or explain the law. */

#include <stdint.h>

typedef struct {
    int32_t start, end;           /* first and last day of the month, days since 1970 */
    int32_t shift;                /* months before the last of the window */
    int32_t wait_until;           /* the latest day of recognition with a full year behind it */
    int32_t cap_months;           /* 0: none */
    int32_t either_or, new_year;  /* youth: the old clause holds; January begins */
    int64_t amount[64];           /* gold: fen by code of the level */
} Month;

void gold(int64_t people, int32_t months, const Month *month, int32_t senior, int32_t valid,
          const int32_t *died, const uint64_t *insured, const int32_t *job_ends, const uint16_t *status,
          const uint16_t *level, const uint16_t *previous, const int32_t *recognised, const uint8_t *dishonest,
          const uint8_t *promoted, const int32_t *retired, const int32_t *senior_since, const int64_t *received,
          uint16_t *met, uint16_t *not_met, int64_t *amount)
{
    for (int64_t p = 0; p < people; p++) {
        int64_t paid_months = received[p];
        for (int32_t m = 0; m < months; m++) {
            const Month *now = &month[m];
            int begun = recognised[p] <= now->end;
            int promoted_before = recognised[p] < now->start;
            uint16_t paid = promoted[p] && !promoted_before ? previous[p] : level[p];
            int waits = begun && paid == senior;
            unsigned good = 0, there = 0x1fd | (waits << 1);
            good |= (begun && now->amount[paid] > 0) << 0;
            good |= (waits && senior_since[p] <= now->wait_until) << 1;
            good |= (status[p] == valid) << 2;
            good |= ((insured[p] >> now->shift) & 1) << 3;
            good |= (job_ends[p] >= now->start) << 4;
            good |= (retired[p] >= now->start) << 5;
            good |= (died[p] >= now->start) << 6;
            good |= (!dishonest[p]) << 7;
            good |= (now->cap_months == 0 || paid_months < now->cap_months) << 8;
            int64_t fen = good == there ? now->amount[paid] : 0;
            paid_months += fen > 0;
            met[m * people + p] = good;
            not_met[m * people + p] = there & ~good;
            amount[m * people + p] = fen;
        }
    }
}

static int month_of(int32_t day, int *of_month, int *last)
{
    /* Civil from days, after Howard Hinnant. */
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t z = day + 719468, era = z / 146097, doe = z - era * 146097;
    int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    int month = mp < 10 ? mp + 2 : mp - 10, year = yoe + era * 400 + (month < 2);
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    *of_month = doy - (153 * mp + 2) / 5 + 1;
    *last = days[month] + (month == 1 && leap);
    return year * 12 + month;
}

void youth(int64_t people, int32_t months, const Month *month, int32_t bachelor, int32_t master, int32_t doctor,
           int32_t enterprise, int32_t first_from, const int32_t *born, const uint64_t *rent, const int32_t *qualified,
           const uint16_t *degree, const uint16_t *kind, const int32_t *first, const uint8_t *full_time,
           const uint8_t *in_district, const uint8_t *backbone, const int64_t *received, const int64_t *this_year,
           uint16_t *met, uint16_t *not_met, int64_t *amount)
{
    for (int64_t p = 0; p < people; p++) {
        int64_t paid_months = received[p], fen_of_year = this_year[p];
        int born_day, qualified_day, last;
        int whole = -month_of(born[p], &born_day, &last) + month_of(qualified[p], &qualified_day, &last);
        whole -= born_day > qualified_day && qualified_day < last;
        int young = whole / 12 <= 30;
        int graduate = degree[p] == bachelor || degree[p] == master || degree[p] == doctor;
        unsigned lasting = (young << 1) | (((graduate && full_time[p]) || backbone[p]) << 2)
                         | ((in_district[p] && kind[p] == enterprise) << 3);
        for (int32_t m = 0; m < months; m++) {
            const Month *now = &month[m];
            if (now->new_year)
                fen_of_year = 0;
            unsigned rented = (rent[p] >> now->shift) & 1, good = lasting | (rented << 4);
            unsigned there = now->either_or ? 0xff : 0x7f;
            int place = 5;
            good |= first[p] >= first_from && first[p] <= now->end;
            if (now->either_or)
                good |= !rented << place++;
            good |= (fen_of_year < 600000) << place++;
            good |= (paid_months < 60) << place;
            int64_t left = 600000 - fen_of_year, fen = good == there ? (left < 50000 ? left : 50000) : 0;
            paid_months += fen > 0;
            fen_of_year += fen > 0 ? fen : 0;
            met[m * people + p] = good;
            not_met[m * people + p] = there & ~good;
            amount[m * people + p] = fen;
        }
    }
}
