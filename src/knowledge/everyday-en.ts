// Words that mean about the same in everyday English: a group up to each semicolon. General knowledge, no shop's own words.

export const EVERYDAY_EN = `
how do i, how to, how can i, how should i, how would i, how could i, what should i do, way to, ways to, steps to, procedure,
process, what do i need to; why, what is the reason, how come, reason, cause, what for, explain why; when, what time, what date,
at what point, how soon, what day; how long, how many days, how much time, duration, take long, how many weeks, how many hours,
timeframe, time frame; how much, price, cost, how expensive, what is the cost; how many, number of, amount of, quantity, what
number, maximum number; where, which place, location, located, what place, whereabouts; who, whom, which person, whose; can i,
is it possible, may i, am i able, am i allowed, could i, possible, can we, can you, allowed to, permitted, able to; do i need,
must i, have to, necessary, required, mandatory, obligatory, should i, requirement, need to; is there, are there, do you have,
have you got, do you offer, do you provide, available, availability, exist, do you sell, offer; what is, what are, what does,
whats, explain, tell me about, meaning, definition, describe, information about, info, details, information, know about, more
about; what if, what happens, what happens if, in case, what will happen; which, what kind, what type, what sort, what kinds,
what types, type of, kind, sort, variety; not, dont, doesnt, didnt, isnt, wasnt, never, no, none, havent, hasnt, havent got,
without; cannot, cant, unable, not able, impossible, couldnt, wont let, doesnt let, not allowed, refuses, not possible, not let
me; not work, doesnt work, isnt working, not working, stopped working, fail, failed, failure, failing, broken, trouble, problem,
issue, wrong with, something wrong, glitch, bug, malfunction, error, crash, out of order; help, assist, assistance, support,
aid, advice, guidance; want, would like, wish, id like, desire, looking to, interested in, like to; prefer, rather, favourite,
favorite, preference; please, could you, would you, can you please, kindly; thank, thanks, grateful, appreciate, cheers; hello,
hi, hey, good morning, good evening, greetings; goodbye, bye, see you, farewell; start, begin, launch, initiate, commence, run,
open up, kick off; stop, end, finish, cease, halt, quit, terminate, over, complete, done; pause, hold, wait, suspend, freeze;
resume, continue, carry on, keep going, proceed, go on; restart, reboot, reset, refresh, reload; repeat, again, once more,
another time, redo, one more time, second time; try, attempt, trying, tried, retry; turn on, switch on, enable, activate,
activation, power on, switched on; turn off, switch off, disable, deactivate, power off, shut down, shut off, switched off;
open, unlock, unlocked, unseal; close, shut, lock, locked, seal; increase, raise, more, higher, boost, grow, turn up, louder,
bigger, up, extend, expand, upgrade; decrease, reduce, lower, less, turn down, quieter, shrink, drop, down, decline, minus; add,
insert, include, attach, put in, append, additional, extra, plus; remove, delete, erase, take off, take away, get rid of, clear,
wipe, eliminate, discard, dispose; change, modify, edit, update, alter, adjust, amend, replace, different, switch, revise,
correct, another; create, make, build, produce, generate, set up, form, construct, new; find, search, look for, locate,
discover, seek, look up, spot, looking for; show, display, see, view, list, present, look at, watch, check out; hide, conceal,
invisible, cover, private, hidden; get, obtain, receive, acquire, gain, earn, got, receiving; give, provide, hand, supply,
grant, offer me, issue; send, transmit, forward, mail, submit, post, ship, dispatch; bring, carry, deliver, transport, delivery;
take, grab, pick up, collect, fetch, pickup, collection; put, place, set, lay, position; keep, store, save, hold on to, retain,
preserve, storage; lose, lost, missing, misplace, cant find, disappear, vanish, gone, where did go, left behind, disappeared,
not there; steal, stolen, theft, thief, rob, robbed, snatched, mugged, pickpocket; use, utilize, apply, employ, usage, make use,
using, work with; need, require, necessary, needed, require; buy, purchase, order, shop, get hold of, shopping; sell, sale,
vend, reseller, market; pay, payment, spend, transaction, paying, settle; owe, debt, due, outstanding, unpaid, overdue; borrow,
lend, loan, credit, mortgage; rent, lease, hire, rental; save money, savings, economy, economical; earn, income, salary, wage,
profit, make money, paycheck, earnings, payday; win, winner, victory, won, winning, prize, champion; lose game, defeat, beaten,
loser; ask, question, inquire, query, enquiry, inquiry, request; answer, reply, respond, response, feedback; tell, say, inform,
notify, let know, notification, notify me, alert, mention; talk, speak, chat, call, discuss, conversation, contact, reach, get
in touch, get hold, communicate, phone number, connect me; write, type, text, compose, note; read, reading, scan; listen, hear,
sound, audio; look, watch, see, observe; feel, touch, sense, sensation; know, aware, understand, learn, find out, realize,
realise; think, believe, suppose, guess, opinion, consider; remember, recall, memory, remind, reminder; forget, forgot,
forgotten, dont remember, cant remember, slipped my mind; teach, learn, study, lesson, course, tutorial, education, training,
school, class; decide, choose, select, pick, option, choice, decision, selection, options; allow, permit, let, permission,
authorize, authorise, consent, approve, approval, grant; forbid, ban, prohibit, restrict, restriction, block, blocked,
forbidden, not permitted, banned, limit; agree, accept, confirm, confirmation, acceptance, ok, yes, sure; refuse, reject,
decline, deny, declined, denied, rejected, turned down, not accepted, refusal; promise, guarantee, warranty, assurance, assured;
check, verify, inspect, examine, test, verification, make sure, review, validate, double check, confirm; prove, evidence, proof,
document, documents, paperwork, certificate; join, become member, sign up, register, registration, enrol, enroll, subscribe,
apply for, application, membership, participate, participating, take part; leave, quit, unsubscribe, opt out, cancel,
cancellation, call off, abort, withdraw from; log in, login, sign in, access, enter, authorization, get into, logging; log out,
logout, sign out, exit, signed out; account, profile, user account, my account, user; password, passcode, pin, pin code, code,
secret, passwords; username, user name, nickname, handle, login name; name, surname, first name, last name, called, title,
married name, rename; email, e mail, mail, inbox, mailbox, gmail, message, letter; phone, telephone, mobile, cell, smartphone,
cellphone, handset, iphone, android; call, dial, ring, phone call, voice call; text message, sms, message, messages, texting;
address, street, residence, postcode, zip, postal code, zip code, moved; number, digits, figure, numeric, id; computer, pc,
laptop, desktop, notebook, macbook, machine; website, site, page, web page, web, online, internet, browser, url, link; app,
application, software, program, programme, tool, platform; device, gadget, machine, appliance, equipment, hardware, unit; file,
document, attachment, folder, directory, pdf; picture, photo, image, photograph, selfie, pic, screenshot, icon; video, clip,
movie, film, footage, recording, stream, youtube; music, song, track, tune, melody, playlist, album; radio, station, channel,
broadcast, fm; volume, loudness, loud, sound level, quiet, mute, silence, silent; tv, television, screen, monitor, display;
camera, webcam, lens; game, match, play, contest, competition, tournament, playing, league; team, squad, side, group, crew,
players; player, participant, sportsman, athlete; score, points, result, results, ranking, rank; news, headline, update, latest,
whats new, current events; weather, forecast, temperature, rain, snow, sunny, cloudy, outside, umbrella; hot, warm, heat,
heated, heating, overheat, sweaty; cold, cool, chilly, freezing, cooling, frost; wet, damp, moisture, humid, humidity, water,
waterproof, liquid, spill; dry, dried, drying; clean, wash, cleaning, laundry, wipe, hygiene, vacuum, sweep, washable; dirty,
stain, stained, dust, dusty, mess, spot, dirt; light, lamp, bulb, brightness, illumination, bright, lights, lighting; dark, dim,
darker, dimmer, darkness; color, colour, shade, paint, red, blue, green, colours; big, large, huge, great, wide, king size,
oversized; small, little, tiny, mini, compact, narrow; long, length, tall, lengthy; short, brief, shorter; high, height, tall;
size, dimensions, measurement, measure, width, height, length, thickness, thick, how big, dimension; weight, heavy, kilos, kg,
pounds weigh, weigh, mass; light weight, lightweight, not heavy; hard, firm, solid, tough, stiff; soft, comfortable, comfy,
cozy, plush, gentle, comfort; difficult, hard to, complicated, complex, tricky, confusing, confused; easy, simple, simply,
easily, straightforward, effortless; fast, quick, quickly, rapid, speed, soon, express, urgent, asap, immediately, instantly,
right away, hurry, speed up, faster, instant; slow, slowly, late, delay, delayed, lag, takes forever, taking so long, taking
long, pending, still waiting, not yet, has not, hasnt arrived; early, soon, advance, beforehand, ahead, before, prior, in
advance; after, later, afterwards, following, then; now, currently, at the moment, right now, at present, presently, today;
always, every time, constantly, forever, permanent, all the time; sometimes, occasionally, from time to time, now and then;
often, frequently, usually, regular, regularly; date, calendar, schedule, day, appointment, event, timetable, agenda; meeting,
appointment, conference, interview; alarm, alarm clock, wake up, wake me, timer; time, clock, hour, minute, oclock; hours,
opening hours, working hours, business hours, open until, schedule, working days; day, daily, today, days; tomorrow, next day;
yesterday, day before; week, weekly, weeks, seven days, weekend; month, monthly, months, thirty days; year, annual, yearly,
years, annually; morning, noon, afternoon, evening, night, tonight; sleep, bed, asleep, nap, sleeping, bedtime, mattress, rest;
old, used, worn, previous, former, second hand, outdated, original; new, brand new, fresh, recent, latest, modern; young, child,
kid, kids, children, baby, teen, teenager, son, daughter, minor, underage; age, how old, years old, old enough, birthday, adult,
older, age limit, born; man, male, husband, boy, he, gentleman; woman, female, wife, girl, lady, she; family, relatives,
parents, mother, father, spouse, brother, sister, partner; friend, buddy, mate, pal, friends, colleague; person, human, people,
someone, somebody, real person, individual, customer, client, guy; staff, employee, worker, manager, agent, operator,
representative, consultant, executive, rep, customer service, customer care; boss, chief, owner, director, ceo, head; company,
firm, business, organization, corporation, enterprise, brand, manufacturer; shop, store, outlet, showroom, supermarket, mall,
retail, branch, physical store, dealer; city, town, village, district, area, region; country, nation, state, abroad, overseas,
foreign, international, worldwide, countries, global, europe, uk, usa, outside; home, house, apartment, flat, building,
residence; room, bedroom, kitchen, bathroom, living room, hall; door, gate, entrance, window, shutter, blind, curtain, blinds;
furniture, table, chair, sofa, couch, desk, pillow, cushion; bed, mattress, bedding, bed frame; sheet, cover, blanket, duvet,
protector, linen; car, vehicle, auto, automobile, drive, driving, van; bus, train, metro, tram, transport, subway, railway;
taxi, cab, uber, ride; plane, flight, airport, airline, fly, airplane; hotel, accommodation, hostel, stay, lodging, booking,
reservation, reserve, book; travel, trip, journey, vacation, holiday, tour, travelling, traveling, visit, going on; road, route,
way, directions, path, navigation, map, traffic; ticket, pass, seat, boarding, tickets; food, meal, eat, dish, cuisine, snack,
hungry; restaurant, cafe, diner, eat out, bar, pub; cook, cooking, recipe, bake, boil, fry; drink, coffee, tea, juice, beverage,
beer, wine; lunch, dinner, breakfast, supper; grocery, groceries, shopping list, list; health, medical, medicine, drug, pill,
doctor, hospital, patient, clinic; pain, ache, hurt, sore, backache, back pain, spine, orthopedic, injury; ill, sick, disease,
illness, unwell; die, dead, death, deceased, passed away, funeral; exercise, fitness, gym, sport, workout, running; money, cash,
funds, currency, coins, banknotes, dollars, bucks; bank, banking, banks; card, credit card, debit card, plastic, visa,
mastercard; atm, cash machine, cashpoint, withdraw, withdrawal, cash out, take out money, get cash; deposit, top up, topup, add
money, add funds, put money, fund, load money, top ups, adding money, load; transfer, wire, remittance, send money, move money,
bank transfer, transferred, sending money; balance, remaining, left on, available funds, how much left; fee, charge, commission,
cost extra, charges, surcharge, charged, extra fee, fees, free of charge; refund, reimburse, money back, compensation, repay,
return money, get back money, reimbursed; exchange rate, conversion, rate, convert, exchange, currency, foreign exchange,
conversion rate, converted; receipt, invoice, bill, statement, cheque, check, proof of purchase; tax, vat, gst, duty, customs;
discount, sale, deal, promotion, offer, cheaper, coupon, voucher, promo, promo code, cashback, bonus, reward, bargain, referral;
cheap, inexpensive, affordable, budget, low price, low cost; expensive, costly, pricey, high price, overpriced, overcharged, too
much, too high; free, no cost, gratis, complimentary, at no charge, without paying; installment, instalment, monthly payment,
emi, pay later, pay in parts, finance, financing; minimum, least, lowest, smallest; maximum, most, limit, highest, cap, upper
limit, at most, limits, limited; cash on delivery, cod, pay on delivery, pay at delivery, pay when it arrives; direct debit,
standing order, automatic payment, recurring, autopay, automatically; apple pay, google pay, paypal, wallet, paytm, upi, e
wallet; salary, wages, paid into, direct deposit; fraud, scam, suspicious, fake, fraudulent, phishing, unauthorized,
unauthorised, not mine, did not make, dont recognize, dont recognise, never made, someone else, hacked, compromised, cheat,
cheating, strange, unknown, unfamiliar, didnt make, i did not, not recognize, without my permission, not me; safe, secure,
security, protection, protect, protected, safety, trust, reliable, trustworthy, genuine, legit, legal, authentic; danger,
dangerous, risk, risky, hazard, harmful; identity, id, passport, who i am, identification, identify, driving licence, personal
data, kyc; privacy, personal information, confidential, data protection; twice, two times, double, duplicate, doubled,
duplicated, multiple times, same twice, more than once, repeated; wrong, incorrect, mistake, false, inaccurate, incorrectly,
error, not right, mistaken, accident, accidentally, by mistake, inadvertently; right, correct, correctly, proper, accurate,
exact; same, identical, equal, similar, alike; different, other, another, differ, differs, not the same, difference, distinct,
versus, vs, compare, comparison, better than; good, great, excellent, nice, fine, best, quality, perfect, awesome; bad,
terrible, awful, poor, worst, horrible, sucks, disappointed, unacceptable, ridiculous; happy, glad, pleased, satisfied,
satisfaction, like, love, enjoy; unhappy, sad, angry, dissatisfied, upset, dislike, annoyed, hate, complaint, complain, dont
like, not satisfied, not happy, frustrated, not comfortable; joke, funny, laugh, humor, humour, fun; interesting, boring,
curious; important, urgent, priority, critical, emergency, essential; strange, weird, odd, unusual, suspicious; full, complete,
whole, entire, all, everything, total; empty, blank, nothing, vacant; part, piece, portion, some, half, fraction, component,
element, partial; spare, extra, additional, accessory, accessories; broken, damaged, crack, cracked, torn, scratched, faulty,
defective, defect, smashed, dented, damage, tear; repair, fix, mend, restore, recover, maintenance, service, fixing; stuck,
jammed, trapped, frozen, hang, retain; return, send back, give back, bring back, take back, returning; replace, replacement,
substitute, swap, exchange, new one, replacing, reissue, reissued; expire, expired, expiry, valid, validity, expiration, out of
date, about to expire, run out, deadline; renew, renewal, extend, prolong, extension; parcel, package, box, packet, shipment,
packaging; arrive, come, arrival, get here, show up, reach, arrived, turn up, delivered, received; track, trace, status, follow,
where is my, progress, tracking, monitor; courier, postman, delivery man, driver, dhl, ups, fedex; product, item, goods,
article, thing, merchandise, stuff, model; material, fabric, cotton, foam, wood, metal, plastic, leather, made of, latex,
ingredient, wool, consist; design, style, shape, look, appearance, pattern; customize, custom, customise, personalized,
personal, tailor made, bespoke, customized, customization; feature, function, functionality, characteristic, specification,
specs, benefit, benefits, advantage, advantages; install, installation, assemble, set up, setup, mount, fit; connect,
connection, link, pair, attach, plug, wifi, bluetooth, network, wireless, hook up, linked; disconnect, unlink, unplug, unpair,
detach; charge battery, battery, charger, charging, power, recharge, plug in; download, get file, save file, export,
downloading; upload, publish, post, put online, import, uploading; install app, update app, upgrade, new version, version,
release; backup, restore, recover, recovery, retrieve, get back, undelete; copy, duplicate, clone, paste; move, transfer, shift,
relocate, migrate; merge, combine, join together, unite, consolidate; split, separate, divide, apart; sort, order by, arrange,
organize, filter; count, calculate, compute, sum, total; format, font, bold, italic, style, layout; print, printer, printing;
settings, configure, configuration, preferences, options, set up, parameters, setup; language, translate, translation, english,
spanish, french; word, phrase, sentence, term; social network, facebook, twitter, instagram, tweet, social media, linkedin;
post, publish, share, upload, tweet, status; follow, subscriber, follower, subscribe, subscription, channel; comment, review,
feedback, rating, opinion, testimonials, reviews, rate; like, favorite, thumbs up, star, heart; block, ban, blacklist, mute,
banned, blocked, restricted; spam, junk, unwanted, advertising, ads, advert; advertisement, commercial, ad, marketing; rule,
policy, terms, conditions, regulation, law, guidelines, rules, terms and conditions; license, licence, permit, permission;
copyright, owner, rights, intellectual property; contract, agreement, deal, terms; complaint, claim, report, dispute, appeal,
chargeback, contest, challenge; cancel order, cancel my order, dont want it anymore, changed my mind, revert, undo, reverse,
changed mind, call back; trial, test, sample, demo, try out, free trial, before buying; recommend, suggest, advise,
recommendation, suggestion, which one is best, tip, tips, should i buy; eligible, eligibility, qualify, criteria, entitled;
wait, waiting, queue, hold on, still, pending, been waiting; busy, occupied, free, available; alone, single, one, only; both,
two, pair, couple, second; few, several, multiple, many, lots, a lot, various; first, initial, primary, main, original; last,
final, latest, recent, previous; next, following, upcoming, future; left, right, direction; top, above, over, upper; bottom,
below, under, lower; front, back, behind, rear; inside, in, within, interior; near, close to, nearby, nearest, around, closest,
next to, near me, locate; far, distance, away, remote; everywhere, anywhere, any place; nobody, nothing, nowhere; robot, bot,
assistant, ai, machine, chatbot, virtual assistant; work, job, office, occupation, career, vacancy, employment; project, task,
todo, to do, assignment, job; gift, present, surprise, gift card; party, celebration, festival, wedding; pet, dog, cat, animal;
plant, garden, flower, tree; book, novel, read, audiobook, literature, author; podcast, episode, show, series; art, painting,
drawing, museum; science, physics, math, mathematics; history, past, historical, previous; transaction, payment, purchase,
operation; show up, appear, visible, reflected, credited, not showing, not reflected, not appear, not visible, see it, not
credited, not updated; extra, unexpected, additional, unknown, surprise; auto, automatic, automatically, by itself; manual, by
hand, instructions, guide, handbook, instruction; link, hyperlink, url, address; group, category, class, team, collection;
deadline, cut off, last date, last day, due date; stay, remain, keep, sleepover, live; carry, portable, mobile, move; wrong
address, another address, different address, new address, change address, moved house
`;
